import { MemoryRepositoryStore } from '#git/engine';
import { describe, expect, it } from 'vitest';
import { repositoryStoreContract } from './repository-store-contract.ts';

describe('the store in memory', () => {
  it.each(repositoryStoreContract)('$name', async ({ run }) => {
    const stores = new Map<string, MemoryRepositoryStore>();
    await expect(
      run((name) => {
        const store = stores.get(name) ?? new MemoryRepositoryStore();
        stores.set(name, store);
        return Promise.resolve(store);
      }),
    ).resolves.toBeUndefined();
  });
});
