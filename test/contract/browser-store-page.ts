import { BrowserRepositoryStore } from '#git/engine';
import { durableStoreContract, repositoryStoreContract } from './repository-store-contract.ts';

/** Runs one case of the contract in this page; resolves to "" or to what went wrong. */
async function runCase(name: string): Promise<string> {
  const found = [...repositoryStoreContract, ...durableStoreContract].find((candidate) => candidate.name === name);
  if (found === undefined) return 'no such case';
  try {
    const root = await navigator.storage.getDirectory();
    await found.run((repository) => BrowserRepositoryStore.open(`https://example.test/${repository}.git`, root));
    return '';
  } catch (error) {
    return String(error);
  }
}

Object.assign(globalThis, { runCase });
