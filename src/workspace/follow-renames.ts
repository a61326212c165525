import type { Draft } from '#drafts';
import type { Oid, PathDifference } from '#git';
import { findRenamed } from './find-renamed.ts';
import { readBaseText } from './head-text.ts';
import { joinTexts } from './merge-text.ts';
import type { WorkspaceContext } from './workspace-context.ts';

/**
 * Looks at what the branch became since this was last called: the draft of a post that was renamed goes with it. A post that
 * was opened in this tab stays where the person sees it; where it went is known from then on (`renamedPath`).
 */
export function followRenames(context: WorkspaceContext): Promise<void> {
  return context.exclusive(async () => {
    const { head } = await context.git.state();
    const before = context.followed.head;
    context.followed.head = head;
    if (head === null || head === before) return;
    const drafts = await context.drafts.list();
    const paths = new Set([...drafts.map(({ path }) => path), ...context.bases.keys()]);
    if (paths.size === 0) return;
    const differences = before === null ? [] : await context.git.diffCommits(before, head);
    for (const path of paths) await followRename(context, { path, head, differences });
  });
}

async function followRename(
  context: WorkspaceContext,
  {
    path,
    head,
    differences,
  }: { readonly path: string; readonly head: Oid; readonly differences: readonly PathDifference[] },
): Promise<void> {
  const change = differences.find((one) => one.path === path);
  if (change?.after !== null && change !== undefined) context.renames.delete(path);
  if (change !== undefined && change.before !== null && change.after === null) {
    const to = await findRenamed(context, { path, oid: change.before }, differences);
    if (to !== undefined) context.renames.set(path, to);
  }
  if (context.bases.has(path)) return;
  const draft = await context.drafts.get(path);
  if (draft === undefined || draft.baseOid === null) return;
  if ((await context.git.resolvePath(head, path)) !== undefined) return;
  const to = await renamedPath(context, path, draft.baseOid);
  if (to === undefined) return;
  context.renames.set(path, to);
  await carryDraft(context, draft, to);
}

/** Where the post at `path`, which the branch does not have any more, is now; undefined when nobody knows. `baseOid`: what it held. */
export async function renamedPath(
  context: WorkspaceContext,
  path: string,
  baseOid: Oid | null,
): Promise<string | undefined> {
  const { head } = await context.git.state();
  if (head === null) return undefined;
  const known = context.renames.get(path);
  if (known !== undefined && (await context.git.resolvePath(head, known)) !== undefined) return known;
  if (baseOid === null) return undefined;
  const { files } = await context.git.listFiles();
  return files.find((file) => file.oid === baseOid && file.path !== path)?.path;
}

/** Makes a draft one of `to`, joined with the draft that is there already. */
export async function carryDraft(context: WorkspaceContext, draft: Draft, to: string): Promise<void> {
  const base = (await readBaseText(context, draft.baseOid)) ?? '';
  await context.drafts.update(to, (stored) => ({
    ...draft,
    path: to,
    text:
      stored === undefined || stored.text === draft.text
        ? draft.text
        : joinTexts({ base, mine: draft.text, theirs: stored.text }),
    formerPath: draft.path,
  }));
  await context.drafts.delete(draft.path);
}
