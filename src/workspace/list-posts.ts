import { isPostPath, titleFromPath } from '#content';
import type { WorkspaceContext } from './workspace-context.ts';
import type { PostList, PostRow } from './workspace.ts';

const lastPosts = new WeakMap<WorkspaceContext, readonly PostRow[]>();

/** Every post of the branch with this browser's drafts laid over it, sorted by title. */
export async function listPosts(context: WorkspaceContext): Promise<PostList> {
  const [listing, state, drafts, fileDrafts] = await Promise.all([
    context.git.listFiles(),
    context.git.state(),
    context.drafts.list(),
    context.drafts.files.list(),
  ]);
  const committed = new Set(state.outbox.flatMap((commit) => commit.paths));
  const rows = new Map<string, PostRow>();
  for (const file of listing.files) {
    const { path } = file;
    if (!isPostPath(path)) continue;
    const { row } = file;
    const { title = '', author = '', thumbnail = '', unreadable = false } = row ?? {};
    rows.set(path, {
      path,
      title: title === '' ? titleFromPath(path) : title,
      author,
      thumbnail,
      unreadable,
      arriving: row === null,
      lastChange: file.lastChange,
      state: committed.has(path) ? 'committed' : 'published',
    });
  }
  for (const { kind, path } of fileDrafts) if (kind === 'deleted') rows.delete(path);
  if (drafts.length > 0) {
    // The front matter readers are large, and the first screen of a person without drafts needs none of them.
    const { draftRow } = await import('./draft-row.ts');
    for (const draft of drafts) rows.set(draft.path, draftRow(draft, rows.get(draft.path)));
  }
  const collator = new Intl.Collator(undefined, { numeric: true });
  const posts = asLastTime(rows, lastPosts.get(context)).sort(
    (a, b) => collator.compare(a.title, b.title) || (a.path < b.path ? -1 : 1),
  );
  lastPosts.set(context, posts);
  return { posts, refused: listing.refused, titled: posts.filter(({ arriving }) => !arriving).length };
}

/** Rows in the order of those of last time, new ones behind: titles of a large site take long to compare, and what is in order nearly is soon sorted. */
function asLastTime(rows: ReadonlyMap<string, PostRow>, last: readonly PostRow[] = []): PostRow[] {
  const known = new Set<string>();
  const inOrder: PostRow[] = [];
  for (const { path } of last) {
    const row = rows.get(path);
    if (row === undefined) continue;
    known.add(path);
    inOrder.push(row);
  }
  if (known.size < rows.size) for (const [path, row] of rows) if (!known.has(path)) inOrder.push(row);
  return inOrder;
}
