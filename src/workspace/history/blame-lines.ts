import { diffSequence } from '#markdown';

/** One version of a text, and the versions that it was made from. */
export interface BlamedVersion {
  readonly commit: string;
  readonly parents: readonly string[];
  readonly text: string;
}

/**
 * For each line of the newest version the commit that wrote it, as `git blame` tells it: a line that a parent has too is the
 * parent's, and of several parents the first one's. `versions` are newest first, parents behind their children; one that is not
 * among them is not known, and its lines are taken for the child's. Pure.
 */
export function blameLines(versions: readonly BlamedVersion[]): readonly string[] {
  const known = new Map<string, { readonly lines: readonly string[]; readonly writers: readonly string[] }>();
  let writers: readonly string[] = [];
  for (const { commit, parents, text } of versions.toReversed()) {
    const lines = linesOf(text);
    const found: (string | undefined)[] = lines.map(() => undefined);
    for (const parent of parents) {
      const before = known.get(parent);
      if (before === undefined) continue;
      diffSequence(before.lines, lines, (a, b) => a === b).forEach((at, line) => {
        if (at >= 0) found[line] ??= before.writers[at];
      });
    }
    writers = found.map((writer) => writer ?? commit);
    known.set(commit, { lines, writers });
  }
  return writers;
}

/** The lines of a text with their ends, which count: nothing follows the last one. */
export function linesOf(text: string): readonly string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}
