import type { PendingChange } from '#workspace';
import { changeTitle } from '../changes/change-title.ts';

const verbs = { added: 'Add', edited: 'Edit', deleted: 'Delete' } as const;

/**
 * A message for a commit of `changes`: "Edit A title", "Add 2 posts", "Edit 3 posts" also where kinds differ. With a template of the
 * site's, that text with `{{action}}`, `{{title}}` ("3 posts" for several), `{{path}}` (the first one's) and `{{count}}` filled in.
 */
export function suggestCommitMessage(changes: readonly PendingChange[], template: string | null = null): string {
  const [first] = changes;
  if (first === undefined) return '';
  const isOneKind = changes.every((change) => change.kind === first.kind);
  const values: Readonly<Record<string, string>> = {
    action: isOneKind ? verbs[first.kind] : 'Edit',
    title: changes.length === 1 ? changeTitle(first) : `${changes.length} posts`,
    path: first.path,
    count: String(changes.length),
  };
  return (template ?? '{{action}} {{title}}').replace(/\{\{ *([a-z]+) *\}\}/g, (whole: string, name: string) =>
    Object.hasOwn(values, name) ? (values[name] ?? whole) : whole,
  );
}
