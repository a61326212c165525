import type { Oid } from '#git';
import { imageTypeOf, isImagePath, resolveImagePath } from '#media';
import { pathsAtHead } from './paths-at-head.ts';
import type { WorkspaceContext } from './workspace-context.ts';

/** Paths of the repository's images: in tree order, with this browser's drafts laid over them. */
export async function listMedia(context: WorkspaceContext): Promise<readonly string[]> {
  const [oids, drafts] = await Promise.all([pathsAtHead(context), context.drafts.files.list()]);
  const committed = [...oids.keys()].filter((path) => isImagePath(path));
  if (drafts.length === 0) return committed;
  const paths = new Set(committed);
  for (const { kind, path } of drafts) {
    if (kind === 'image') paths.add(path);
    else paths.delete(path);
  }
  return [...paths].sort((a, b) => (a < b ? -1 : 1));
}

/**
 * The image that `address`, as written in the post at `postPath`, stands for: the draft where there is one; undefined when the
 * repository has none, or it is deleted in a draft.
 */
export async function readImage(
  context: WorkspaceContext,
  address: string,
  postPath: string,
): Promise<Blob | undefined> {
  const [oids, drafts] = await Promise.all([pathsAtHead(context), context.drafts.files.list()]);
  const draftAt = new Map(drafts.map((draft) => [draft.path, draft]));
  const path = resolveImagePath(address, postPath, {
    has: (candidate) => (draftAt.get(candidate)?.kind ?? (oids.has(candidate) ? 'image' : undefined)) === 'image',
  });
  if (path === undefined) return undefined;
  const draft = draftAt.get(path);
  if (draft?.kind === 'image') {
    const bytes = await context.drafts.files.bytes(path);
    if (bytes !== undefined) return new Blob([new Uint8Array(bytes)], { type: draft.type });
  }
  const oid = oids.get(path);
  return oid === undefined ? undefined : readPicture(context, path, oid);
}

/** The image that an address stands for at a commit, whatever there is of it here and now. */
export async function readImageAt(
  context: WorkspaceContext,
  { address, postPath, commit }: { readonly address: string; readonly postPath: string; readonly commit: Oid },
): Promise<Blob | undefined> {
  const candidates: string[] = [];
  resolveImagePath(address, postPath, {
    has(candidate) {
      candidates.push(candidate);
      return false;
    },
  });
  for (const path of candidates) {
    const oid = await context.git.resolvePath(commit, path);
    if (oid !== undefined) return readPicture(context, path, oid);
  }
  return undefined;
}

async function readPicture({ git }: WorkspaceContext, path: string, oid: Oid): Promise<Blob | undefined> {
  const type = imageTypeOf(path);
  return type === undefined ? undefined : new Blob([new Uint8Array(await git.readBlob(oid))], { type });
}
