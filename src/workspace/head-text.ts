import { decodeText } from '#content';
import type { Oid } from '#git';
import type { WorkspaceContext } from './workspace-context.ts';

/** A file of the branch's head: its blob and its text; `text` is null when it is not valid UTF-8. */
export interface HeadText {
  readonly oid: Oid;
  readonly text: string | null;
}

/** The file at `path` as the branch has it here (outbox included); undefined when it has none. */
export async function readHeadText(context: WorkspaceContext, path: string): Promise<HeadText | undefined> {
  const { head } = await context.git.state();
  if (head === null) return undefined;
  const oid = await context.git.resolvePath(head, path);
  if (oid === undefined) return undefined;
  return { oid, text: await readBlobText(context, oid) };
}

/** The text of a blob; null when it is not valid UTF-8. */
export async function readBlobText(context: WorkspaceContext, oid: Oid): Promise<string | null> {
  const decoded = decodeText(await context.git.readBlob(oid));
  return decoded.kind === 'text' ? decoded.text : null;
}
