import { parsePost, titleFromPath } from '#content';
import type { FileDraft } from '#drafts';
import { isImagePath } from '#media';
import { findCompanions } from './companions.ts';
import { readHeadText } from './head-text.ts';
import { oidAtHead } from './paths-at-head.ts';
import type { WorkspaceContext } from './workspace-context.ts';
import type { Changes, PendingChange } from './workspace.ts';

/** Every draft that differs from the branch, newest first, and every commit that the remote does not have. */
export async function listChanges(context: WorkspaceContext): Promise<Changes> {
  const { outbox } = await context.git.state();
  const [texts, files] = await Promise.all([context.drafts.list(), context.drafts.files.list()]);
  const companions = await findCompanions(context, texts, files);
  const goesWith = (path: string): readonly string[] => companions.get(path) ?? [];
  const drafts: PendingChange[] = [];
  for (const { path, text, unwritten, updatedAt } of texts) {
    const head = await readHeadText(context, path);
    if (unwritten === undefined && head?.text === text) continue;
    const kind = head === undefined ? 'added' : 'edited';
    drafts.push({ path, title: titleOf(text, path), kind, content: 'text', updatedAt, goesWith: goesWith(path) });
  }
  for (const file of files) {
    const change = await fileChange(context, file);
    if (change !== undefined) drafts.push({ ...change, goesWith: goesWith(file.path) });
  }
  return { drafts: drafts.sort((a, b) => b.updatedAt - a.updatedAt), outbox };
}

/** The row of an image or a deletion; undefined where the branch is as the draft wants it. */
async function fileChange(
  context: WorkspaceContext,
  file: FileDraft,
): Promise<Omit<PendingChange, 'goesWith'> | undefined> {
  const { path, updatedAt } = file;
  const oid = await oidAtHead(context, path);
  if (file.kind === 'image') {
    if (oid !== null && oid === file.oid) return undefined;
    return { path, title: nameOf(path), kind: oid === null ? 'added' : 'edited', content: 'image', updatedAt };
  }
  if (oid === null) return undefined;
  if (isImagePath(path)) return { path, title: nameOf(path), kind: 'deleted', content: 'image', updatedAt };
  const head = await readHeadText(context, path);
  return { path, title: titleOf(head?.text ?? '', path), kind: 'deleted', content: 'text', updatedAt };
}

function titleOf(text: string, path: string): string {
  const title = parsePost(text).fields.title ?? '';
  return title === '' ? titleFromPath(path) : title;
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
