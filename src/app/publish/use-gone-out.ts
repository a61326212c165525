import type { Changes } from '#workspace';
import { useState } from 'react';
import type { PublishOrder } from './mutations.ts';

/**
 * Whether all that waited after an order has gone out by itself, as commits do when the network is back: none waits any more,
 * and none came back as a draft, as those do that meet a conflict.
 */
export function useGoneOut(order: PublishOrder | undefined, changes: Changes | undefined): boolean {
  /** The last that there was while commits waited. */
  const [waiting, setWaiting] = useState<Changes>();
  if (order === undefined || changes === undefined) return false;
  if (changes.outbox.length > 0) {
    if (waiting !== changes) setWaiting(changes);
    return false;
  }
  if (waiting === undefined) return false;
  const waited = new Set([...order.paths, ...waiting.outbox.flatMap(({ paths }) => paths)]);
  const beside = new Set(waiting.drafts.map(({ path }) => path));
  return changes.drafts.every(({ path }) => beside.has(path) && !waited.has(path));
}
