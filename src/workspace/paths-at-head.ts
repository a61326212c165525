import type { Oid } from '#git';
import type { WorkspaceContext } from './workspace-context.ts';

interface PathsAtHead {
  readonly head: Oid | null;
  readonly oids: Promise<ReadonlyMap<string, Oid>>;
}

const known = new WeakMap<WorkspaceContext, PathsAtHead>();

/** Every path of the branch with its blob. A list of posts asks for many images at once, and the listing of a large site is large. */
export async function pathsAtHead(context: WorkspaceContext): Promise<ReadonlyMap<string, Oid>> {
  const { head } = await context.git.state();
  const last = known.get(context);
  if (last?.head === head) return last.oids;
  const oids = context.git.listFiles().then(({ files }) => new Map(files.map((file) => [file.path, file.oid])));
  known.set(context, { head, oids });
  oids.catch(() => known.delete(context));
  return oids;
}

/** The blob of the branch's file at `path`; null where it has none. */
export async function oidAtHead(context: WorkspaceContext, path: string): Promise<Oid | null> {
  const { head } = await context.git.state();
  return head === null ? null : ((await context.git.resolvePath(head, path)) ?? null);
}
