import { parsePost, titleFromPath } from '#content';
import { readHeadText } from './head-text.ts';
import type { WorkspaceContext } from './workspace-context.ts';
import type { Changes, PendingChange } from './workspace.ts';

/** Every draft that differs from the branch, newest first, and every commit that the remote does not have. */
export async function listChanges(context: WorkspaceContext): Promise<Changes> {
  const { outbox } = await context.git.state();
  const drafts: PendingChange[] = [];
  for (const draft of await context.drafts.list()) {
    const head = await readHeadText(context, draft.path);
    if (draft.unwritten === undefined && head?.text === draft.text) continue;
    const title = parsePost(draft.text).fields.title ?? '';
    drafts.push({
      path: draft.path,
      title: title === '' ? titleFromPath(draft.path) : title,
      kind: head === undefined ? 'added' : 'edited',
      updatedAt: draft.updatedAt,
    });
  }
  return { drafts: drafts.sort((a, b) => b.updatedAt - a.updatedAt), outbox };
}
