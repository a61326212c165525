import type { Oid } from '#git';
import { readBlobText } from './head-text.ts';
import type { WorkspaceContext } from './workspace-context.ts';

/** A file that can be no draft and was changed on both sides: one of them deleted it, or it is no text. Or a post that was renamed here and deleted there. */
export interface FileConflict {
  readonly path: string;
  readonly mine: 'changed' | 'deleted' | 'renamed';
  readonly theirs: 'changed' | 'deleted';
}

/** Whose version of a file stays, by path. */
export type FileChoices = ReadonlyMap<string, 'mine' | 'theirs'>;

/** Whether a version of a file can be worked on as a draft: it is there, and it is text. */
export async function isDraftable(context: WorkspaceContext, oid: Oid | null): Promise<boolean> {
  return oid !== null && (await readBlobText(context, oid)) !== null;
}

/** What a question is about: what others have of a file, and what is here of a post that was renamed. */
interface Question {
  readonly path: string;
  readonly theirs: Oid | null;
  readonly text?: string | undefined;
}

/** The questions that the person was asked last, by path. */
const asked = new WeakMap<WorkspaceContext, Map<string, Question>>();

/** The question whose version of a file stays. */
export function askAbout(
  context: WorkspaceContext,
  { mine, ...question }: Question & { readonly mine: FileConflict['mine'] },
): FileConflict {
  const { path, theirs } = question;
  asked.set(context, new Map(asked.get(context)).set(path, question));
  return { path, mine, theirs: sideOf(theirs) };
}

/** What the person said; undefined when the file, or the post, was changed since they were asked. */
export function choiceAbout(
  context: WorkspaceContext,
  { choices, path, theirs, text }: Question & { readonly choices: FileChoices },
): 'mine' | 'theirs' | undefined {
  const question = asked.get(context)?.get(path);
  return question?.theirs === theirs && question.text === text ? choices.get(path) : undefined;
}

/** What became of a file on one side. */
export function sideOf(oid: Oid | null): 'changed' | 'deleted' {
  return oid === null ? 'deleted' : 'changed';
}
