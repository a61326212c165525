import type { PendingChange } from '#workspace';

/** `picked` with all that goes into the same commit: the new images of a post, both sides of a renamed file. */
export function takenAlong(picked: Iterable<string>, changes: readonly PendingChange[]): ReadonlySet<string> {
  const goesWith = new Map(changes.map((change) => [change.path, change.goesWith]));
  const all = new Set(picked);
  // A set gives what is added while it is gone through too.
  for (const path of all) for (const other of goesWith.get(path) ?? []) all.add(other);
  return all;
}
