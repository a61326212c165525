import { afterAll } from 'vitest';

// Files that need databases make some for themselves: `globalThis.indexedDB = new IDBFactory()`. They end with the file, for all
// files share their globals, and what one has stored is none of another's business.
Reflect.deleteProperty(globalThis, 'indexedDB');
afterAll(() => void Reflect.deleteProperty(globalThis, 'indexedDB'));
