import { GalleyError } from '#base';
import type { CodeSignInParts, PendingSignIn } from '#workspace';
import * as v from 'valibot';

const key = 'galley:pending-sign-in';
/** Longer than anyone needs at the host. */
const LONGEST = 15 * 60_000;

const recordSchema = v.object({
  pending: v.object({
    state: v.string(),
    verifier: v.string(),
    clientId: v.string(),
    redirect: v.string(),
    origin: v.string(),
  }),
  /** The repository's address, or the host's where none was chosen yet. */
  place: v.string(),
  keep: v.boolean(),
  /** The screen to come back to: "#/posts/a.md". */
  screen: v.pipe(v.string(), v.regex(/^(?:#\/.*)?$/)),
  begun: v.number(),
});

export interface PendingRecord {
  readonly pending: PendingSignIn;
  readonly place: string;
  readonly keep: boolean;
}

/**
 * Keeps what the answer of the host is told by, in this tab alone and until it is taken once. It is no credential: the code that comes back is
 * worth nothing without it, and it nothing without the code. Throws `storage-blocked` where the tab keeps nothing.
 */
export function keepPending(record: PendingRecord): void {
  const { hash } = window.location;
  try {
    const screen = hash.startsWith('#/') ? hash : '';
    sessionStorage.setItem(key, JSON.stringify({ ...record, screen, begun: Date.now() }));
  } catch (thrown) {
    throw new GalleyError('storage-blocked', 'This tab can not keep that a sign-in was begun', { cause: thrown });
  }
}

/**
 * What a host sent the person back with, taken out of the address bar and of the tab's storage before anything else is done; undefined on
 * pages that nobody came back to. `place` of the record is for the caller to compare.
 */
export function takeArrival():
  | (Omit<Required<CodeSignInParts>['arrival'], 'pending'> & { readonly record: PendingRecord | null })
  | undefined {
  const { href, search, pathname } = window.location;
  const query = new URLSearchParams(search);
  if (!query.has('state') || !(query.has('code') || query.has('error'))) return undefined;
  const record = takeRecord();
  // Neither the history nor a reload nor a shared address shall have the code.
  window.history.replaceState(null, '', `${pathname}${record?.screen ?? ''}`);
  const isFresh = record !== undefined && Date.now() - record.begun < LONGEST && Date.now() >= record.begun;
  return { address: href, keep: record?.keep === true, record: isFresh ? record : null };
}

function takeRecord(): v.InferOutput<typeof recordSchema> | undefined {
  try {
    const text = sessionStorage.getItem(key);
    sessionStorage.removeItem(key);
    return text === null ? undefined : v.parse(recordSchema, JSON.parse(text));
  } catch {
    // A tab that keeps nothing, or something that is none of ours: nothing is pending.
    return undefined;
  }
}
