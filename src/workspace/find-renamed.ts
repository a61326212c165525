import type { Oid, PathDifference } from '#git';
import type { WorkspaceContext } from './workspace-context.ts';

/** Files that are looked at for the one that was renamed and changed at once. */
const MOST_CANDIDATES = 20;
/** The share of lines that a renamed file has in common with what it was; git's own default. */
const LIKENESS = 0.5;

/** A file that is gone from where it was. */
export interface GoneFile {
  readonly path: string;
  /** What it held. */
  readonly oid: Oid;
}

/**
 * Where a file went among `differences`: to a new path that holds the same, or else to the one of the same ending whose lines
 * are most like its own. Undefined when it was deleted.
 */
export async function findRenamed(
  context: WorkspaceContext,
  gone: GoneFile,
  differences: readonly PathDifference[],
): Promise<string | undefined> {
  const added = differences.flatMap(({ path, before, after }) =>
    before === null && after !== null && path !== gone.path ? [{ path, oid: after }] : [],
  );
  const same = added.filter(({ oid }) => oid === gone.oid);
  if (same.length > 0) return (same.find(({ path }) => nameOf(path) === nameOf(gone.path)) ?? same[0])?.path;
  const candidates = added.filter(({ path }) => endingOf(path) === endingOf(gone.path)).slice(0, MOST_CANDIDATES);
  if (candidates.length === 0) return undefined;
  const lines = linesOf(await context.git.readBlob(gone.oid));
  let best: { readonly path: string; readonly likeness: number } | undefined;
  for (const { path, oid } of candidates) {
    const likeness = likenessOf(lines, linesOf(await context.git.readBlob(oid)));
    if (likeness >= LIKENESS && likeness > (best?.likeness ?? 0)) best = { path, likeness };
  }
  return best?.path;
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function endingOf(path: string): string {
  const name = nameOf(path);
  return name.includes('.') ? name.slice(name.lastIndexOf('.')).toLowerCase() : '';
}

/** The lines that say something; files that are no text are compared by what their bytes would be as text. */
function linesOf(content: Uint8Array): readonly string[] {
  return new TextDecoder('latin1')
    .decode(content)
    .split(/\r\n|\r|\n/)
    .filter((line) => line.trim() !== '');
}

/** The share of lines that are in both, of the longer text's. */
function likenessOf(a: readonly string[], b: readonly string[]): number {
  const counts = new Map<string, number>();
  for (const line of a) counts.set(line, (counts.get(line) ?? 0) + 1);
  let common = 0;
  for (const line of b) {
    const left = counts.get(line) ?? 0;
    if (left > 0) common += 1;
    counts.set(line, left - 1);
  }
  return common / Math.max(a.length, b.length, 1);
}
