export { BrowserRepositoryStore } from './browser-repository-store.ts';
export { MemoryRepositoryStore } from './memory-repository-store.ts';
export type {
  OpenedPack,
  RepositoryRecord,
  RepositoryStore,
  StoredListing,
  StoredObject,
  StoreUpdate,
} from './repository-store.ts';
