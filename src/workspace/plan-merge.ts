import type { FileChange, Oid, PathDifference } from '#git';
import { readBlobText } from './head-text.ts';
import { mergeText } from './merge-text.ts';
import type { WorkspaceContext } from './workspace-context.ts';

/** What changes are on top of the commit `onto`, and which of them meet others there. */
export async function planMerge(
  context: WorkspaceContext,
  differences: readonly PathDifference[],
  onto: Oid,
): Promise<{ readonly changes: readonly FileChange[]; readonly conflicts: readonly string[] }> {
  const changes: FileChange[] = [];
  const conflicts: string[] = [];
  for (const { path, before, after } of differences) {
    const theirs = (await context.git.resolvePath(onto, path)) ?? null;
    if (theirs === after) continue;
    if (theirs === before) {
      changes.push(
        after === null ? { kind: 'delete', path } : { kind: 'write', path, content: await context.git.readBlob(after) },
      );
      continue;
    }
    const texts = await textsOf(context, { before, after, theirs });
    const merged = texts === undefined ? undefined : mergeText(texts);
    if (merged === undefined || merged.kind === 'conflict') conflicts.push(path);
    else if (merged.kind === 'deleted') changes.push({ kind: 'delete', path });
    else changes.push({ kind: 'write', path, content: new TextEncoder().encode(merged.text) });
  }
  return { changes, conflicts };
}

/** The three texts of a file; undefined where one is no text. */
export async function textsOf(
  context: WorkspaceContext,
  { before, after, theirs }: { readonly before: Oid | null; readonly after: Oid | null; readonly theirs: Oid | null },
): Promise<{ base: string | null; mine: string | null; theirs: string | null } | undefined> {
  const [base, mine, other] = await Promise.all(
    [before, after, theirs].map(async (oid) =>
      oid === null ? null : ((await readBlobText(context, oid)) ?? undefined),
    ),
  );
  return base === undefined || mine === undefined || other === undefined ? undefined : { base, mine, theirs: other };
}
