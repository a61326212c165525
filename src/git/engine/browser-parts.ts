import { systemClock } from '#base';
import { BrowserSigningKeys } from '../signing/browser-signing-keys.ts';
import { BrowserRepositoryStore, MemoryRepositoryStore, type RepositoryStore } from '../storage/index.ts';
import { createBrowserLocks } from './repository-locks.ts';
import type { RepositoryWorkerParts } from './serve-repository.ts';

/** The store of a repository in this browser, or in memory where the browser keeps nothing. */
async function openStore(url: string): Promise<RepositoryStore> {
  try {
    return await BrowserRepositoryStore.open(url, navigator.storage.getDirectory());
  } catch {
    // Private windows and pages without a secure context have no storage: the clone then lives as long as the tab, and says so.
    return new MemoryRepositoryStore();
  }
}

function channelFor(url: string): { readonly announce: () => void; readonly listen: (onChange: () => void) => void } {
  const channel = new BroadcastChannel(`galley-git ${url}`);
  return {
    announce: () => channel.postMessage('changed'),
    listen: (onChange) => channel.addEventListener('message', onChange),
  };
}

/** Not every browser says which databases it has. */
async function isFirstVisit(): Promise<boolean> {
  return BrowserRepositoryStore.isUnused().catch(() => false);
}

/** What the repository worker takes from the browser. */
export const browserParts: Pick<
  RepositoryWorkerParts<unknown>,
  'clock' | 'signingKey' | 'openStore' | 'isFirstVisit' | 'locksFor' | 'channelFor'
> = {
  clock: systemClock,
  // Here from the start: a commit may be made without a network. Asked for anew with every commit: it may have been turned on or off in another tab.
  signingKey: () => new BrowserSigningKeys().find(),
  openStore,
  isFirstVisit,
  locksFor: createBrowserLocks,
  channelFor,
};
