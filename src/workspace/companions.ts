import type { Draft, FileDraft } from '#drafts';
import { findUsages } from '#media';
import { pathsAtHead } from './paths-at-head.ts';
import type { WorkspaceContext } from './workspace-context.ts';

/**
 * Which drafts go with a draft when it is published: the new images that a post shows, and both sides of a file that was renamed. By
 * path; drafts that go alone are not in it.
 */
export async function findCompanions(
  context: WorkspaceContext,
  texts: readonly Draft[],
  files: readonly FileDraft[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const companions = new Map<string, readonly string[]>();
  const join = (path: string, other: string): void => {
    companions.set(path, [...(companions.get(path) ?? []), other]);
  };
  if (files.length === 0) return companions;
  const textPaths = new Set(texts.map(({ path }) => path));
  const images = files.filter(({ kind }) => kind === 'image');
  if (images.length > 0) {
    const committed = await pathsAtHead(context);
    const drafted = new Set(images.map(({ path }) => path));
    const paths = { has: (path: string): boolean => drafted.has(path) || committed.has(path) };
    for (const { path } of images) for (const usage of findUsages(path, texts, paths)) join(usage.path, path);
  }
  for (const file of files) {
    if (file.kind !== 'deleted' || file.renamedTo === undefined || !textPaths.has(file.renamedTo)) continue;
    join(file.renamedTo, file.path);
    join(file.path, file.renamedTo);
  }
  return companions;
}

/** `paths` with everything that goes with them. */
export async function withCompanions(context: WorkspaceContext, paths: readonly string[]): Promise<readonly string[]> {
  const files = await context.drafts.files.list();
  if (files.length === 0) return paths;
  const companions = await findCompanions(context, await context.drafts.list(), files);
  const all = new Set(paths);
  // A set gives what is added while it is gone through too.
  for (const path of all) for (const other of companions.get(path) ?? []) all.add(other);
  return [...all];
}
