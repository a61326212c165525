import { GalleyError } from '#base';
import { imageTypeOf, isImagePath } from '#media';
import { readHeadText } from './head-text.ts';
import { oidAtHead } from './paths-at-head.ts';
import type { WorkspaceContext } from './workspace-context.ts';
import type { ChangeDiff } from './workspace.ts';

/** The text of a draft beside the branch's, or the images of one. Throws `not-found` when there is no draft. */
export async function diffChange(context: WorkspaceContext, path: string): Promise<ChangeDiff> {
  const draft = await context.drafts.get(path);
  if (draft !== undefined)
    return { path, before: (await readHeadText(context, path))?.text ?? null, after: draft.text };
  const file = await context.drafts.files.get(path);
  if (file === undefined) throw new GalleyError('not-found', 'No such draft', { data: { path } });
  if (file.kind === 'deleted' && !isImagePath(path))
    return { path, before: (await readHeadText(context, path))?.text ?? null, after: null };
  const oid = await oidAtHead(context, path);
  const before = oid === null ? null : asImage(await context.git.readBlob(oid), imageTypeOf(path));
  const bytes = file.kind === 'image' ? await context.drafts.files.bytes(path) : undefined;
  const after = bytes === undefined ? null : asImage(bytes, file.kind === 'image' ? file.type : undefined);
  return { path, before: null, after: null, images: { before, after } };
}

function asImage(bytes: Uint8Array, type: string | undefined): Blob {
  return new Blob([new Uint8Array(bytes)], type === undefined ? {} : { type });
}
