import { LateStore, MemoryRepositoryStore, type RepositoryStore } from '#git/engine';
import { describe, expect, it } from 'vitest';
import { repositoryStoreContract, type OpenStore } from './repository-store-contract.ts';

/** Opens stores in memory, each as `wrap` gives it out. */
function openerOf(wrap: (store: MemoryRepositoryStore) => RepositoryStore): OpenStore {
  const stores = new Map<string, MemoryRepositoryStore>();
  return (name) => {
    const store = stores.get(name) ?? new MemoryRepositoryStore();
    stores.set(name, store);
    return Promise.resolve(wrap(store));
  };
}

describe.each<[string, (store: MemoryRepositoryStore) => RepositoryStore]>([
  ['the store in memory', (store) => store],
  ['a store that is opened late', (store) => new LateStore(() => Promise.resolve(store))],
])('%s', (_name, wrap) => {
  it.each(repositoryStoreContract)('$name', async ({ run }) => {
    await expect(run(openerOf(wrap))).resolves.toBeUndefined();
  });
});
