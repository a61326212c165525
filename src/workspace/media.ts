import { imageTypeOf, isImagePath, resolveImagePath } from '#media';
import type { Oid } from '#git';
import type { WorkspaceContext } from './workspace-context.ts';

/** Paths of the repository's images, in tree order. */
export async function listMedia(context: WorkspaceContext): Promise<readonly string[]> {
  const { files } = await context.git.listFiles();
  return files.map((file) => file.path).filter((path) => isImagePath(path));
}

/** The image that `address`, as written in the post at `postPath`, stands for; undefined when the repository has none. */
export async function readImage(
  context: WorkspaceContext,
  address: string,
  postPath: string,
): Promise<Blob | undefined> {
  const oids = await pathsAtHead(context);
  const path = resolveImagePath(address, postPath, oids);
  const oid = path === undefined ? undefined : oids.get(path);
  if (path === undefined || oid === undefined) return undefined;
  const bytes = await context.git.readBlob(oid);
  const type = imageTypeOf(path);
  return type === undefined ? undefined : new Blob([new Uint8Array(bytes)], { type });
}

interface PathsAtHead {
  readonly head: Oid | null;
  readonly oids: Promise<ReadonlyMap<string, Oid>>;
}

const known = new WeakMap<WorkspaceContext, PathsAtHead>();

/** Every path of the branch. A list of posts asks for many images at once, and the listing of a large site is large. */
async function pathsAtHead(context: WorkspaceContext): Promise<ReadonlyMap<string, Oid>> {
  const { head } = await context.git.state();
  const last = known.get(context);
  if (last?.head === head) return last.oids;
  const oids = context.git.listFiles().then(({ files }) => new Map(files.map((file) => [file.path, file.oid])));
  known.set(context, { head, oids });
  oids.catch(() => known.delete(context));
  return oids;
}
