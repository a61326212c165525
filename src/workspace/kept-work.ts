import { openKeptDrafts } from '#drafts';
import { openKeptRepository } from '#git';
import { gatewayOf } from './gateway-of.ts';
import { lockOf, locksOf } from './hold-open.ts';

/** What is in this browser of a repository and nowhere else. */
export interface KeptWork {
  readonly drafts: number;
  readonly commits: number;
  /** Reviews, and comments on them, that were not sent. */
  readonly reviews: number;
}

export type ForgetOutcome =
  | { readonly kind: 'forgotten' }
  /** A tab works on it. */
  | { readonly kind: 'open-elsewhere' }
  /** There is more than what the person agreed to lose. Nothing was deleted. */
  | { readonly kind: 'more'; readonly work: KeptWork };

/** Counts what would be lost with the repository at `url`. Throws `storage-blocked` where this browser keeps nothing. */
export async function readKeptWork(url: string): Promise<KeptWork> {
  const [drafts, { commits, refs }] = [
    await openKeptDrafts(url).count(),
    await (await openKeptRepository(url)).unsent(),
  ];
  return { drafts, commits, reviews: refs };
}

/**
 * Deletes all that this browser has of the repository at `url`: clone, drafts and sign-in. `agreed` is what the person knows to be lost.
 * Nothing is deleted while a tab works on it. What fails midway is tried again by a second call.
 */
export async function forgetRepository(url: string, agreed: KeptWork): Promise<ForgetOutcome> {
  const forget = async (): Promise<ForgetOutcome> => {
    const work = await readKeptWork(url);
    const isMore = work.drafts > agreed.drafts || work.commits > agreed.commits || work.reviews > agreed.reviews;
    if (isMore) return { kind: 'more', work };
    const credentials = (await import('#hosts')).openCredentialStore();
    for (const address of await credentials.addresses())
      if (address === url || gatewayOf(url, address) !== undefined) await credentials.remove(address);
    await (await openKeptRepository(url)).remove();
    await openKeptDrafts(url).remove();
    return { kind: 'forgotten' };
  };
  const locks = locksOf();
  if (locks === undefined) return forget();
  return locks.request(lockOf(url), { ifAvailable: true }, (lock) =>
    lock === null ? ({ kind: 'open-elsewhere' } as const) : forget(),
  );
}
