import { parsePost, titleFromPath } from '#content';
import type { WorkspaceContext } from './workspace-context.ts';
import type { PostList, PostRow } from './workspace.ts';

/** Every post of the branch with this browser's drafts laid over it, sorted by title. */
export async function listPosts(context: WorkspaceContext): Promise<PostList> {
  const [listing, state, drafts] = await Promise.all([
    context.git.listFiles(),
    context.git.state(),
    context.drafts.list(),
  ]);
  const committed = new Set(state.outbox.flatMap((commit) => commit.paths));
  const rows = new Map<string, PostRow>();
  for (const file of listing.files) {
    if (file.row === null) continue;
    const { title, author, thumbnail, unreadable } = file.row;
    rows.set(file.path, {
      path: file.path,
      title: title === '' ? titleFromPath(file.path) : title,
      author,
      thumbnail,
      unreadable,
      lastChange: file.lastChange,
      state: committed.has(file.path) ? 'committed' : 'published',
    });
  }
  for (const draft of drafts) {
    const { title, authorName, thumbnail } = parsePost(draft.text).fields;
    const known = rows.get(draft.path);
    rows.set(draft.path, {
      path: draft.path,
      title: title === undefined || title === '' ? titleFromPath(draft.path) : title,
      author: authorName ?? '',
      thumbnail: thumbnail ?? '',
      unreadable: false,
      lastChange: known?.lastChange ?? null,
      state: known === undefined ? 'new' : 'edited',
    });
  }
  const collator = new Intl.Collator(undefined, { numeric: true });
  const posts = [...rows.values()].sort((a, b) => collator.compare(a.title, b.title) || (a.path < b.path ? -1 : 1));
  return { posts, refused: listing.refused };
}
