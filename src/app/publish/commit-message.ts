import type { PendingChange } from '#workspace';
import { changeTitle } from '../changes/change-title.ts';

const verbs = { added: 'Add', edited: 'Edit', deleted: 'Delete' } as const;

/**
 * A message for a commit of `changes`: "Edit A title", "Add 2 posts", "Edit 3 posts" also where kinds differ. What goes with a post is
 * not spoken of: its new images, and the old file of one that was renamed. With a template of the site's, that text with `{{action}}`,
 * `{{title}}` ("3 posts" for several), `{{path}}` (the first one's), `{{paths}}` and `{{count}}` filled in.
 */
export function suggestCommitMessage(changes: readonly PendingChange[], template: string | null = null): string {
  const texts = changes.filter((change) => change.content === 'text');
  const renamed = texts.filter((change) => change.kind === 'deleted' && change.goesWith.length > 0);
  const posts = texts.filter((change) => !renamed.includes(change));
  const spoken = posts.length > 0 ? posts : changes;
  const [first] = spoken;
  if (first === undefined) return '';
  const isOneKind = spoken.every((change) => change.kind === first.kind);
  const isRename = spoken.length === 1 && renamed.some((change) => change.goesWith.includes(first.path));
  const values: Readonly<Record<string, string>> = {
    action: isRename ? 'Rename' : isOneKind ? verbs[first.kind] : 'Edit',
    title: spoken.length === 1 ? changeTitle(first) : `${spoken.length} ${posts.length > 0 ? 'posts' : 'images'}`,
    path: first.path,
    paths: spoken.map(({ path }) => path).join(', '),
    count: String(spoken.length),
  };
  return (template ?? '{{action}} {{title}}').replace(/\{\{ *([a-z]+) *\}\}/g, (whole: string, name: string) =>
    Object.hasOwn(values, name) ? (values[name] ?? whole) : whole,
  );
}
