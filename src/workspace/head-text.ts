import { GalleyError, type ErrorCode } from '#base';
import { decodeText } from '#content';
import type { Oid } from '#git';
import type { WorkspaceContext } from './workspace-context.ts';

/** A file of a commit: its blob and its text; `text` is null when it is not valid UTF-8. */
export interface HeadText {
  readonly oid: Oid;
  readonly text: string | null;
}

/** The file at `path` as the branch has it here (outbox included); undefined when it has none. */
export async function readHeadText(context: WorkspaceContext, path: string): Promise<HeadText | undefined> {
  const { head } = await context.git.state();
  return head === null ? undefined : readTextAt(context, head, path);
}

/** The file at `path` as a commit has it; undefined when it has none. */
export async function readTextAt(context: WorkspaceContext, commit: Oid, path: string): Promise<HeadText | undefined> {
  const oid = await context.git.resolvePath(commit, path);
  if (oid === undefined) return undefined;
  return { oid, text: await readBlobText(context, oid) };
}

/** What was read last: the post that is open is compared with its base at each save. */
const last = new WeakMap<WorkspaceContext['git'], { readonly oid: Oid; readonly text: string | null }>();

/** The text of a blob; null when it is not valid UTF-8. */
export async function readBlobText({ git }: WorkspaceContext, oid: Oid): Promise<string | null> {
  const known = last.get(git);
  if (known?.oid === oid) return known.text;
  const decoded = decodeText(await git.readBlob(oid));
  const text = decoded.kind === 'text' ? decoded.text : null;
  last.set(git, { oid, text });
  return text;
}

/** Why a file that is not here did not come: the remote does not have it, or can't be asked now. */
const notHere = new Set<ErrorCode>([
  'not-found',
  'offline',
  'cut-off',
  'corrupt',
  'sign-in-needed',
  'not-allowed',
  'rate-limited',
  'server-error',
  'not-a-git-server',
  'unsupported',
]);

/**
 * The text that a draft was made from: null when it was made from nothing or from no text, undefined when it is not here
 * any more and does not come, as in a clone made anew after the browser gave up the old one.
 */
export async function readBaseText(context: WorkspaceContext, baseOid: Oid | null): Promise<string | null | undefined> {
  if (baseOid === null) return null;
  try {
    return await readBlobText(context, baseOid);
  } catch (thrown) {
    if (thrown instanceof GalleyError && notHere.has(thrown.code)) return undefined;
    throw thrown;
  }
}
