export { BrowserRepositoryStore } from './browser-repository-store.ts';
export { recordOf, type BranchRecord } from './branch-record.ts';
export { LateStore } from './late-store.ts';
export { MemoryRepositoryStore } from './memory-repository-store.ts';
export type {
  ArrivingPack,
  KeptRef,
  OpenedPack,
  RepositoryRecord,
  RepositoryStore,
  StoredObject,
  StoreUpdate,
} from './repository-store.ts';
