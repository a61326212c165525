export { browserParts } from './browser-parts.ts';
export { Repository, type RepositoryParts } from './repository.ts';
export { serveRepository, type RepositoryWorkerParts } from './serve-repository.ts';
export { BrowserRepositoryStore, LateStore, MemoryRepositoryStore, type RepositoryStore } from '../storage/index.ts';
export { createLocalLocks, type RepositoryLocks } from './repository-locks.ts';
