import type { Oid } from '../git-client.ts';
import { createBrowserLocks } from '../engine/repository-locks.ts';
import { BrowserRepositoryStore } from './browser-repository-store.ts';
import type { RepositoryStore } from './repository-store.ts';

/** What is in a clone and not at its remote. */
export interface UnsentWork {
  /** Commits of all branches that were worked on. */
  readonly commits: number;
  /** Branches of reviews, and notes on them, that wait. */
  readonly refs: number;
}

/** The clone of a repository in this browser that no worker has open. */
export interface KeptRepository {
  unsent(): Promise<UnsentWork>;
  /** Deletes it whole, outbox included. */
  remove(): Promise<void>;
}

/** Opens what this browser has of the repository at `url`. Throws `storage-blocked` where it keeps nothing. */
export async function openKeptRepository(url: string): Promise<KeptRepository> {
  const store = await BrowserRepositoryStore.open(url, navigator.storage.getDirectory());
  return {
    unsent: () => countUnsent(store),
    remove: () => createBrowserLocks(url).exclusive(() => store.remove()),
  };
}

/** Counts what the record names and the remote does not have. */
export async function countUnsent(store: Pick<RepositoryStore, 'readRecord' | 'readObject'>): Promise<UnsentWork> {
  const record = await store.readRecord();
  if (record === undefined) return { commits: 0, refs: 0 };
  const commits = new Set<Oid>();
  for (const { head, outboxBase } of [record, ...record.others]) {
    for (let oid = head; oid !== null && oid !== outboxBase && !commits.has(oid);) {
      commits.add(oid);
      oid = await firstParent(store, oid);
    }
  }
  const waiting = record.refs.filter(
    ({ local, remote, copy }) => local !== null && local !== remote && local !== copy?.tip,
  );
  return { commits: commits.size, refs: waiting.length };
}

/** Null for one that has none, or that is not here: what was committed here is. */
async function firstParent(store: Pick<RepositoryStore, 'readObject'>, oid: Oid): Promise<Oid | null> {
  const object = await store.readObject(oid);
  const [head = ''] = new TextDecoder().decode(object?.content).split('\n\n');
  return /^parent ([0-9a-f]{40})$/m.exec(head)?.[1] ?? null;
}
