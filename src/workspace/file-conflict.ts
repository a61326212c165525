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

/** What others had of the files that the person was asked about, by path. */
const asked = new WeakMap<WorkspaceContext, Map<string, Oid | null>>();

/** The question whose version of a file stays. */
export function askAbout(
  context: WorkspaceContext,
  { path, mine, theirs }: { readonly path: string; readonly mine: FileConflict['mine']; readonly theirs: Oid | null },
): FileConflict {
  asked.set(context, new Map(asked.get(context)).set(path, theirs));
  return { path, mine, theirs: sideOf(theirs) };
}

/** What the person said; undefined when others have changed the file since they were asked. */
export function choiceAbout(
  context: WorkspaceContext,
  { choices, path, theirs }: { readonly choices: FileChoices; readonly path: string; readonly theirs: Oid | null },
): 'mine' | 'theirs' | undefined {
  return asked.get(context)?.get(path) === theirs ? choices.get(path) : undefined;
}

/** What became of a file on one side. */
export function sideOf(oid: Oid | null): 'changed' | 'deleted' {
  return oid === null ? 'deleted' : 'changed';
}
