import type { PendingChange } from '#workspace';
import { changeTitle } from '../changes/change-title.ts';

const verbs = { added: 'Add', edited: 'Edit', deleted: 'Delete' } as const;

/** A message for a commit of `changes`: "Edit A title", "Add 2 posts", "Edit 3 posts" also where kinds differ. */
export function suggestCommitMessage(changes: readonly PendingChange[]): string {
  const [first] = changes;
  if (first === undefined) return '';
  if (changes.length === 1) return `${verbs[first.kind]} ${changeTitle(first)}`;
  const isOneKind = changes.every((change) => change.kind === first.kind);
  return `${isOneKind ? verbs[first.kind] : 'Edit'} ${changes.length} posts`;
}
