import { GalleyError } from '#base';
import { readHeadText } from './head-text.ts';
import type { WorkspaceContext } from './workspace-context.ts';
import type { ChangeDiff } from './workspace.ts';

/** The text of a draft beside the branch's. Throws `not-found` when there is no draft. */
export async function diffChange(context: WorkspaceContext, path: string): Promise<ChangeDiff> {
  const draft = await context.drafts.get(path);
  if (draft === undefined) throw new GalleyError('not-found', 'No such draft', { data: { path } });
  const head = await readHeadText(context, path);
  return { path, before: head?.text ?? null, after: draft.text };
}
