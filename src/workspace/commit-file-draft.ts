import type { Draft, FileDraft } from '#drafts';
import type { FileChange } from '#git';
import { askAbout, choiceAbout, type FileChoices, type FileConflict } from './file-conflict.ts';
import { renamedPath } from './follow-renames.ts';
import { readBaseText, readHeadText } from './head-text.ts';
import { mergeText } from './merge-text.ts';
import { oidAtHead } from './paths-at-head.ts';
import type { WorkspaceContext } from './workspace-context.ts';

/**
 * What committing a draft that is no text comes to; `change` is undefined where the branch is as the draft wants it. `letGo`: a
 * post that goes with it, as others deleted it under the name that it had.
 */
export type FileDraftPlan =
  | {
      readonly kind: 'planned';
      readonly draft: FileDraft;
      readonly change: FileChange | undefined;
      readonly letGo?: string;
    }
  | { readonly kind: 'differs'; readonly file: FileConflict };

/** Plans an image or a deletion on top of the branch. Where others changed the file too, `choices` say whose version stays. */
export async function planFileDraft(
  context: WorkspaceContext,
  draft: FileDraft,
  choices: FileChoices,
): Promise<FileDraftPlan> {
  const { path } = draft;
  const theirs = await oidAtHead(context, path);
  const wanted = draft.kind === 'image' ? draft.oid : null;
  if (theirs === wanted && (draft.kind === 'deleted' || wanted !== null)) {
    const renamed = await renamedAndDeleted(context, draft);
    if (renamed === undefined) return { kind: 'planned', draft, change: undefined };
    const question = { path, theirs, text: renamed.text };
    const choice = choiceAbout(context, { ...question, choices });
    if (choice === undefined) return { kind: 'differs', file: askAbout(context, { ...question, mine: 'renamed' }) };
    return { kind: 'planned', draft, change: undefined, ...(choice === 'theirs' && { letGo: renamed.path }) };
  }
  if (theirs !== draft.baseOid && !(await wentAlong(context, draft))) {
    const choice = choiceAbout(context, { choices, path, theirs });
    const mine = draft.kind === 'image' ? 'changed' : 'deleted';
    if (choice === undefined) return { kind: 'differs', file: askAbout(context, { path, mine, theirs }) };
    if (choice === 'theirs') return { kind: 'planned', draft, change: undefined };
  }
  if (draft.kind === 'deleted') return { kind: 'planned', draft, change: { kind: 'delete', path } };
  const content = await context.drafts.files.bytes(path);
  return { kind: 'planned', draft, change: content === undefined ? undefined : { kind: 'write', path, content } };
}

/** Whether the change that others made to a file under its old name can be carried to the new one. */
async function wentAlong(context: WorkspaceContext, file: FileDraft): Promise<boolean> {
  const renamed = await draftAtNewName(context, file);
  return renamed !== undefined && (await textAtNewName(context, renamed)) !== undefined;
}

/** The draft of a post that was renamed here and that others deleted meanwhile; undefined where they only renamed it too. */
async function renamedAndDeleted(context: WorkspaceContext, file: FileDraft): Promise<Draft | undefined> {
  const renamed = await draftAtNewName(context, file);
  if (renamed === undefined) return undefined;
  return (await renamedPath(context, file.path, file.baseOid)) === undefined ? renamed : undefined;
}

/** The draft of a post that was renamed here, whose old file goes. */
export async function draftAtNewName(context: WorkspaceContext, file: FileDraft): Promise<Draft | undefined> {
  if (file.kind !== 'deleted' || file.renamedTo === undefined) return undefined;
  const renamed = await context.drafts.get(file.renamedTo);
  return renamed?.baseOid === null && renamed.formerPath === file.path ? renamed : undefined;
}

/**
 * The text of a post that was renamed here, with what others changed meanwhile under its old name. Undefined when both changed the
 * same lines.
 */
export async function textAtNewName(context: WorkspaceContext, draft: Draft): Promise<string | undefined> {
  if (draft.baseOid !== null || draft.formerPath === undefined) return draft.text;
  const old = await context.drafts.files.get(draft.formerPath);
  if (old?.kind !== 'deleted' || old.renamedTo !== draft.path) return draft.text;
  const head = await readHeadText(context, draft.formerPath);
  if (head === undefined || head.oid === old.baseOid) return draft.text;
  const base = await readBaseText(context, old.baseOid);
  if (base === undefined || base === null || head.text === null) return undefined;
  const merged = mergeText({ base, mine: draft.text, theirs: head.text });
  return merged.kind === 'merged' ? merged.text : undefined;
}

/** Ends a draft whose commit is durable, unless another came in its place meanwhile. */
export function endFileDraft(context: WorkspaceContext, committed: FileDraft): Promise<void> {
  return context.drafts.delete(committed.path, committed);
}
