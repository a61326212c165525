import type { Oid } from '#git';
import { readBlobText } from './head-text.ts';
import type { WorkspaceContext } from './workspace-context.ts';

/** A file that can be no draft and was changed on both sides: one of them deleted it, or it is no text. */
export interface FileConflict {
  readonly path: string;
  readonly mine: 'changed' | 'deleted';
  readonly theirs: 'changed' | 'deleted';
}

/** Whose version of a file stays, by path. */
export type FileChoices = ReadonlyMap<string, 'mine' | 'theirs'>;

/** Whether a version of a file can be worked on as a draft: it is there, and it is text. */
export async function isDraftable(context: WorkspaceContext, oid: Oid | null): Promise<boolean> {
  return oid !== null && (await readBlobText(context, oid)) !== null;
}

/** What became of a file on one side. */
export function sideOf(oid: Oid | null): 'changed' | 'deleted' {
  return oid === null ? 'deleted' : 'changed';
}
