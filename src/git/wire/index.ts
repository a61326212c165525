export {
  fetchPack,
  listRemoteRefs,
  readCapabilities,
  type PackRequest,
  type PackSink,
  type RemoteRef,
  type ServerCapabilities,
  type ShallowChange,
  type UploadPackService,
} from './upload-pack.ts';
