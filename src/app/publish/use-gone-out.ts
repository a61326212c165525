import type { Changes } from '#workspace';
import { useState } from 'react';
import type { PublishOrder } from './mutations.ts';

/** What there was while commits waited. */
interface Waiting {
  readonly changes: Changes;
  /** The paths of drafts, none of which waited to go out. */
  readonly drafts: ReadonlySet<string>;
}

/**
 * Whether all that waited after an order has gone out by itself, as commits do when the network is back: none waits any more,
 * and none came back as a draft, as those do that meet a conflict.
 */
export function useGoneOut(order: PublishOrder | undefined, changes: Changes | undefined): boolean {
  const [waiting, setWaiting] = useState<Waiting>();
  if (order === undefined || changes === undefined) return false;
  if (changes.outbox.length > 0) {
    if (waiting?.changes !== changes) setWaiting({ changes, drafts: draftsBeside(order, changes) });
    return false;
  }
  return waiting !== undefined && changes.drafts.every(({ path }) => waiting.drafts.has(path));
}

function draftsBeside({ paths }: PublishOrder, { drafts, outbox }: Changes): ReadonlySet<string> {
  const waits = new Set([...paths, ...outbox.flatMap((commit) => commit.paths)]);
  return new Set(drafts.flatMap(({ path }) => (waits.has(path) ? [] : [path])));
}
