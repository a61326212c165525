import type { Draft } from '#drafts';
import type { Oid, PathDifference } from '#git';
import { findRenamed } from './find-renamed.ts';
import { readBaseText, readHeadText } from './head-text.ts';
import { joinMerged } from './merge-text.ts';
import type { WorkspaceContext } from './workspace-context.ts';

/** Commits looked at one by one for the last one that has a post; behind more than this nobody knows where it went. */
const MOST_COMMITS = 200;

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
    if (paths.size === 0 && context.renames.size === 0) return;
    const differences = before === null ? [] : await context.git.diffCommits(before, head);
    // A name that came back is another post's.
    for (const { path, after } of differences) if (after !== null) context.renames.delete(path);
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
  const same = files.filter((file) => file.oid === baseOid && file.path !== path);
  if (same.length === 0) return undefined;
  const last = await lastCommitWith(context, path, head);
  if (last === undefined) return undefined;
  const came: string[] = [];
  // A file that was there beside the post, and holds the same, is another one.
  for (const file of same) if ((await context.git.resolvePath(last, file.path)) === undefined) came.push(file.path);
  return came.length === 1 ? came[0] : undefined;
}

/** The last commit of the branch that has `path`; undefined where what is here of the history does not tell. */
async function lastCommitWith({ git }: WorkspaceContext, path: string, head: Oid): Promise<Oid | undefined> {
  let oid: Oid | undefined = head;
  for (let looked = 0; oid !== undefined && looked < MOST_COMMITS; looked += 1) {
    const commit = await git.readCommit(oid);
    if (commit === undefined) return undefined;
    if ((await git.resolvePath(oid, path)) !== undefined) return oid;
    oid = commit.parents[0];
  }
  return undefined;
}

/** Makes a draft one of `to`, joined with the draft that is there already. */
export async function carryDraft(context: WorkspaceContext, draft: Draft, to: string): Promise<void> {
  await putOrJoin(context, { ...draft, path: to, formerPath: draft.path });
  await endUnlessWrittenOn(context, draft);
}

/**
 * Makes a draft that of its path. One that is there already stays, on its own base, and gets what this one changed: that goes on top
 * of what the branch has first, so that nothing of theirs is taken back by it.
 */
export async function putOrJoin(context: WorkspaceContext, draft: Draft): Promise<void> {
  const { path, baseOid, updatedAt } = draft;
  const base = (await readBaseText(context, baseOid)) ?? '';
  const theirs = (await readHeadText(context, path))?.text ?? base;
  const mine = joinMerged({ base, mine: draft.text, theirs });
  for (;;) {
    let isPut = false;
    const there = await context.drafts.get(path);
    const thereBase = (await readBaseText(context, there?.baseOid ?? null)) ?? '';
    await context.drafts.update(path, (stored) => {
      isPut = stored?.baseOid === there?.baseOid;
      // Another tab began or ended one in between.
      if (!isPut) return stored ?? null;
      if (stored === undefined) return draft;
      return { ...draft, ...stored, updatedAt, text: joinMerged({ base: thereBase, mine, theirs: stored.text }) };
    });
    if (isPut) return;
  }
}

/** Ends a draft that goes on elsewhere. What another tab has written in it since stays. */
export function endUnlessWrittenOn({ drafts }: WorkspaceContext, draft: Draft): Promise<void> {
  return drafts.update(draft.path, (now) => {
    const isSame = now?.text === draft.text && now.updatedAt === draft.updatedAt;
    return now === undefined || isSame ? null : now;
  });
}
