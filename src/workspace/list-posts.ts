import { isPostPath, titleFromPath } from '#content';
import type { WorkspaceContext } from './workspace-context.ts';
import type { PostList, PostRow } from './workspace.ts';

/** The posts as they were last sorted. */
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
  const posts = inLastOrder(rows, lastPosts.get(context)).sort(
    (a, b) => collator.compare(a.title, b.title) || (a.path < b.path ? -1 : 1),
  );
  lastPosts.set(context, posts);
  return { posts, refused: listing.refused, titled: posts.filter(({ arriving }) => !arriving).length };
}

/** The rows in the order that they had last time, new ones behind: comparing titles is slow, and a list that is nearly sorted needs few comparisons. */
function inLastOrder(rows: ReadonlyMap<string, PostRow>, last: readonly PostRow[] = []): PostRow[] {
  const rest = new Map(rows);
  const known: PostRow[] = [];
  for (const { path } of last) {
    const row = rest.get(path);
    if (row !== undefined) known.push(row);
    rest.delete(path);
  }
  return [...known, ...rest.values()];
}
