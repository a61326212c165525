import { imageTypeOf, isImagePath, resolveImagePath } from '#media';
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
  const { files } = await context.git.listFiles();
  const oids = new Map(files.map((file) => [file.path, file.oid]));
  const path = resolveImagePath(address, postPath, oids);
  const oid = path === undefined ? undefined : oids.get(path);
  if (path === undefined || oid === undefined) return undefined;
  const bytes = await context.git.readBlob(oid);
  const type = imageTypeOf(path);
  return type === undefined ? undefined : new Blob([new Uint8Array(bytes)], { type });
}
