export {
  fetchPack,
  listRemoteRefs,
  parseCapabilities,
  readCapabilities,
  receivePack,
  requestPack,
  type PackRequest,
  type PackSink,
  type RemoteRef,
  type ServerCapabilities,
  type ShallowChange,
  type UploadPackService,
} from './upload-pack.ts';
