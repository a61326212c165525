import { GalleyError } from '#base';
import type { Draft } from '#drafts';
import type { FileChange, Signature } from '#git';
import { endFileDraft, planFileDraft, textAtNewName, type FileDraftPlan } from './commit-file-draft.ts';
import { withCompanions } from './companions.ts';
import { keepDiscarded } from './discard-drafts.ts';
import { endDraftIfSame } from './end-draft.ts';
import type { FileChoices, FileConflict } from './file-conflict.ts';
import { renamedPath } from './follow-renames.ts';
import { readBaseText, readHeadText } from './head-text.ts';
import { joinMerged, mergeText } from './merge-text.ts';
import type { WorkspaceContext } from './workspace-context.ts';

export interface CommitDraftsRequest {
  readonly paths: readonly string[];
  readonly message: string;
  readonly author: Signature;
  /** Whose version stays of files that came back as `files-differ`. */
  readonly choices?: FileChoices;
}

export type CommitDraftsOutcome =
  /** `renames`: posts that others renamed meanwhile, from the path that was asked for to the one that was written. */
  | { readonly kind: 'committed'; readonly renames: ReadonlyMap<string, string> }
  | { readonly kind: 'nothing-to-commit' }
  | { readonly kind: 'conflict'; readonly paths: readonly string[] }
  /** Images or deletions whose files others changed too; say for each whose version stays, and call again. */
  | { readonly kind: 'files-differ'; readonly files: readonly FileConflict[] };

/** One draft as it will be committed. */
interface PlannedDraft {
  readonly draft: Draft;
  /** The draft's path, or the one that its post has now. */
  readonly path: string;
  readonly text: string;
}

/**
 * Commits drafts together, with those that go with them (`withCompanions`), each merged with what the branch has gained since the draft was made, under the name that its
 * post has now. A draft ends when its commit is durable; one that was edited meanwhile goes on from the commit.
 */
export async function commitDrafts(
  context: WorkspaceContext,
  request: CommitDraftsRequest,
): Promise<CommitDraftsOutcome> {
  for (;;) {
    const { head } = await context.git.state();
    const drafts: PlannedDraft[] = [];
    const letGo = new Set<string>();
    const conflicts: string[] = [];
    const files: Extract<FileDraftPlan, { readonly kind: 'planned' }>[] = [];
    const differing: FileConflict[] = [];
    for (const path of await withCompanions(context, request.paths)) {
      const draft = await context.drafts.get(path);
      if (draft === undefined) {
        const file = await context.drafts.files.get(path);
        if (file === undefined) continue;
        const plan = await planFileDraft(context, file, request.choices ?? new Map());
        if (plan.kind === 'differs') differing.push(plan.file);
        else files.push(plan);
        if (plan.kind === 'planned' && plan.letGo !== undefined) letGo.add(plan.letGo);
        continue;
      }
      if (draft.unwritten !== undefined) {
        throw new GalleyError('unsupported', draft.unwritten.reason, { data: { path } });
      }
      const at = await currentPath(context, draft);
      const text = await mergeWithHead(context, draft, at);
      if (text === undefined || drafts.some((other) => other.path === at)) conflicts.push(path);
      else drafts.push({ draft, path: at, text });
    }
    if (conflicts.length > 0) return { kind: 'conflict', paths: conflicts };
    if (differing.length > 0) return { kind: 'files-differ', files: differing };
    const planned = drafts.filter(({ draft }) => !letGo.has(draft.path));
    if (drafts.length === 0 && files.length === 0) return { kind: 'nothing-to-commit' };
    const outcome = await context.git.commit({
      changes: [
        ...planned.map(({ path, text }): FileChange => ({
          kind: 'write',
          path,
          content: new TextEncoder().encode(text),
        })),
        ...files.flatMap(({ change }) => (change === undefined ? [] : [change])),
      ],
      message: request.message,
      author: request.author,
      expectedHead: head,
    });
    if (outcome.kind === 'head-moved') continue;
    for (const { draft, path } of planned) await endDraft(context, draft, path);
    for (const { draft } of drafts) {
      if (!letGo.has(draft.path)) continue;
      await keepDiscarded(context, draft.path);
      // What another tab has written meanwhile is a question still.
      if (!(await endDraftIfSame(context, draft))) letGo.delete(draft.path);
    }
    for (const { draft, letGo: renamedTo } of files)
      if (renamedTo === undefined || letGo.has(renamedTo)) await endFileDraft(context, draft);
    const renamed = planned.filter(({ draft, path }) => draft.path !== path);
    const renames = new Map(renamed.map(({ draft, path }) => [draft.path, path]));
    return outcome.kind === 'committed' ? { kind: 'committed', renames } : outcome;
  }
}

/** Where the draft's post is now: elsewhere when others renamed it, unless that has a draft of its own. */
async function currentPath(context: WorkspaceContext, draft: Draft): Promise<string> {
  if (draft.baseOid === null || (await readHeadText(context, draft.path)) !== undefined) return draft.path;
  const to = await renamedPath(context, draft.path, draft.baseOid);
  return to === undefined || (await context.drafts.get(to)) !== undefined ? draft.path : to;
}

/** The draft's text on top of what the branch has at `path`; undefined when both changed the same lines. */
async function mergeWithHead(context: WorkspaceContext, draft: Draft, path: string): Promise<string | undefined> {
  const head = await readHeadText(context, path);
  // Where it was renamed here, and both changed the same, the person is asked about the old file.
  if ((head?.oid ?? null) === draft.baseOid) return (await textAtNewName(context, draft)) ?? draft.text;
  const base = await readBaseText(context, draft.baseOid);
  const theirs = head?.text ?? null;
  // Without the base nobody can tell what was changed here and what there.
  if (base === undefined) return theirs === draft.text ? draft.text : undefined;
  const merged = mergeText({ base, mine: draft.text, theirs });
  return merged.kind === 'merged' ? merged.text : undefined;
}

/** Ends a draft that is committed. What was written meanwhile goes on as a draft of what the branch has now. */
async function endDraft(context: WorkspaceContext, committed: Draft, writtenAt: string): Promise<void> {
  const { path, text } = committed;
  const head = await readHeadText(context, writtenAt);
  const baseOid = head?.oid ?? null;
  if (context.bases.has(path)) context.bases.set(path, baseOid);
  await context.drafts.update(path, (now) => {
    if (now === undefined) return null;
    if (now.text === text) return now.unwritten === undefined ? null : now;
    // The commit may have been merged with what others wrote, which this draft lacks.
    const theirs = head?.text ?? null;
    return theirs === null ? now : { ...now, text: joinMerged({ base: text, mine: now.text, theirs }), baseOid };
  });
}
