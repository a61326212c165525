import { systemClock } from '#base';
import { BrowserRepositoryStore, MemoryRepositoryStore, type RepositoryStore } from '../storage/index.ts';
import type { RepositoryWorkerParts } from './serve-repository.ts';

/** The store of a repository in this browser, or in memory where the browser keeps nothing. */
async function openStore(url: string): Promise<RepositoryStore> {
  try {
    return await BrowserRepositoryStore.open(url, await navigator.storage.getDirectory());
  } catch {
    // Private windows and pages without a secure context have no storage: the clone then lives as long as the tab, and says so.
    return new MemoryRepositoryStore();
  }
}

/** One writer at a time among all tabs; in this tab alone where the browser has no locks. */
function lockFor(url: string): <Result>(work: () => Promise<Result>) => Promise<Result> {
  // Browsers leave `locks` out of pages without a secure context, whatever the types say.
  const { locks } = navigator as { readonly locks?: LockManager };
  let queue: Promise<unknown> = Promise.resolve();
  return <Result>(work: () => Promise<Result>): Promise<Result> => {
    if (locks !== undefined) return locks.request(`galley-git ${url}`, () => work());
    const run = queue.then(work);
    queue = run.catch(() => undefined);
    return run;
  };
}

function channelFor(url: string): { readonly announce: () => void; readonly listen: (onChange: () => void) => void } {
  const channel = new BroadcastChannel(`galley-git ${url}`);
  return {
    announce: () => channel.postMessage('changed'),
    listen: (onChange) => channel.addEventListener('message', onChange),
  };
}

/** What the repository worker takes from the browser. */
export const browserParts: Pick<RepositoryWorkerParts<unknown>, 'clock' | 'openStore' | 'lockFor' | 'channelFor'> = {
  clock: systemClock,
  openStore,
  lockFor,
  channelFor,
};
