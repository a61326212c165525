import { GalleyError } from '#base';
import type { Draft, FileDraft } from '#drafts';
import type { FileChange, Oid } from '#git';
import { draftAtNewName, endFileDraft } from './commit-file-draft.ts';
import { withCompanions } from './companions.ts';
import { endDraftIfSame } from './end-draft.ts';
import { sideOf, type FileConflict } from './file-conflict.ts';
import { readBaseText, readBlobText } from './head-text.ts';
import { mergeText } from './merge-text.ts';
import type { WorkspaceContext } from './workspace-context.ts';

/** Drafts as a commit on top of some commit. */
export type ReviewChangesPlan =
  | {
      readonly kind: 'planned';
      readonly changes: readonly FileChange[];
      readonly drafts: readonly Draft[];
      readonly files: readonly FileDraft[];
    }
  | { readonly kind: 'conflict'; readonly paths: readonly string[]; readonly onto: Oid }
  | { readonly kind: 'files-differ'; readonly files: readonly FileConflict[] };

/** Plans drafts, with those that go with them, on top of the commit `onto`, each merged with what that has of the file. */
export async function planReviewChanges(
  context: WorkspaceContext,
  paths: readonly string[],
  onto: Oid,
): Promise<ReviewChangesPlan> {
  const changes: FileChange[] = [];
  const drafts: Draft[] = [];
  const files: FileDraft[] = [];
  const conflicts: string[] = [];
  const differing: FileConflict[] = [];
  for (const path of await withCompanions(context, paths)) {
    const theirs = (await context.git.resolvePath(onto, path)) ?? null;
    const draft = await context.drafts.get(path);
    if (draft !== undefined) {
      if (draft.unwritten !== undefined)
        throw new GalleyError('unsupported', draft.unwritten.reason, { data: { path } });
      const text = (await carriedText(context, draft, onto)) ?? (await mergeDraft(context, draft, theirs));
      if (text === undefined) conflicts.push(path);
      else {
        drafts.push(draft);
        changes.push({ kind: 'write', path, content: new TextEncoder().encode(text) });
      }
      continue;
    }
    const file = await context.drafts.files.get(path);
    if (file === undefined) continue;
    if (theirs !== file.baseOid && theirs !== null && !(await isCarriedAlong(context, file, onto))) {
      differing.push({ path, mine: file.kind === 'image' ? 'changed' : 'deleted', theirs: sideOf(theirs) });
      continue;
    }
    files.push(file);
    const content = file.kind === 'image' ? await context.drafts.files.bytes(path) : undefined;
    if (content !== undefined) changes.push({ kind: 'write', path, content });
    else if (file.kind === 'deleted' && theirs !== null) changes.push({ kind: 'delete', path });
  }
  if (conflicts.length > 0) return { kind: 'conflict', paths: conflicts, onto };
  if (differing.length > 0) return { kind: 'files-differ', files: differing };
  return { kind: 'planned', changes, drafts, files };
}

/** Whether what the commit `onto` has of a file under its old name can be carried to the new one. */
async function isCarriedAlong(context: WorkspaceContext, file: FileDraft, onto: Oid): Promise<boolean> {
  const renamed = await draftAtNewName(context, file);
  return renamed !== undefined && (await carriedText(context, renamed, onto)) !== undefined;
}

/**
 * The text of a post that was renamed here, with what `onto` has of it under its old name. Undefined when both changed the same, and
 * where there is nothing to carry: the post was not renamed, its old name is gone, or others have taken the new one.
 */
async function carriedText(context: WorkspaceContext, draft: Draft, onto: Oid): Promise<string | undefined> {
  if (draft.baseOid !== null || draft.formerPath === undefined) return undefined;
  const old = await context.drafts.files.get(draft.formerPath);
  if (old?.kind !== 'deleted' || old.renamedTo !== draft.path) return undefined;
  const theirs = await context.git.resolvePath(onto, old.path);
  const isTaken = (await context.git.resolvePath(onto, draft.path)) !== undefined;
  return theirs === undefined || isTaken ? undefined : mergeDraft(context, { ...draft, baseOid: old.baseOid }, theirs);
}

async function mergeDraft(context: WorkspaceContext, draft: Draft, theirs: Oid | null): Promise<string | undefined> {
  if (theirs === draft.baseOid) return draft.text;
  const base = await readBaseText(context, draft.baseOid);
  const theirText = theirs === null ? null : await readBlobText(context, theirs);
  if (base === undefined) return theirText === draft.text ? draft.text : undefined;
  const merged = mergeText({ base, mine: draft.text, theirs: theirText });
  return merged.kind === 'merged' ? merged.text : undefined;
}

/** Ends drafts that a durable commit of a review has. One that was changed meanwhile stays. */
export async function endSentDrafts(
  context: WorkspaceContext,
  { drafts, files }: { readonly drafts: readonly Draft[]; readonly files: readonly FileDraft[] },
): Promise<void> {
  for (const sent of drafts) {
    const head = (await context.git.state()).head;
    const atHead = head === null ? undefined : await context.git.resolvePath(head, sent.path);
    await endDraftIfSame(context, sent);
    // An editor that is open on the post goes on from the site's version.
    if (context.bases.has(sent.path)) context.bases.set(sent.path, atHead ?? null);
  }
  for (const file of files) await endFileDraft(context, file);
}

/** Ends drafts whose text a review's branch has: a tab died between the commit and the end of the draft. */
export function endReviewedDrafts(context: WorkspaceContext): Promise<void> {
  return context.exclusive(async () => {
    const { refs } = await context.git.state();
    const tips = refs.flatMap(({ merge, local, remote }) =>
      merge === 'none' && local !== null && local !== remote ? [local] : [],
    );
    if (tips.length === 0) return;
    for (const draft of await context.drafts.list()) {
      for (const tip of tips) {
        const oid = await context.git.resolvePath(tip, draft.path);
        if (oid === undefined || draft.unwritten !== undefined) continue;
        if ((await readBlobText(context, oid)) !== draft.text) continue;
        await endDraftIfSame(context, draft);
      }
    }
  });
}
