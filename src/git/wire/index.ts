export { fetchPackInOlderProtocol } from './older-upload-pack.ts';
export {
  fetchPack,
  listRemoteRefs,
  parseCapabilities,
  readCapabilities,
  receivePack,
  requestPack,
  throwIfCancelled,
  type PackRequest,
  type PackSink,
  type RemoteRef,
  type ServerCapabilities,
  type ShallowChange,
  type UploadPackService,
} from './upload-pack.ts';
