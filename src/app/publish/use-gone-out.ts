import type { Changes } from '#workspace';
import { useState } from 'react';
import type { PublishOrder } from './mutations.ts';

/**
 * Whether all of an order has gone out by itself, as commits that wait do when the network is back: one was seen to wait, and
 * none does any more. One that was taken back is a draft again.
 */
export function useGoneOut(order: PublishOrder | undefined, changes: Changes | undefined): boolean {
  const [hasWaited, setHasWaited] = useState(false);
  if (order === undefined || changes === undefined) return false;
  if (changes.outbox.length > 0) {
    if (!hasWaited) setHasWaited(true);
    return false;
  }
  return hasWaited && !changes.drafts.some(({ path }) => order.paths.includes(path));
}
