import { blockLines } from '#content';
import { diffSequence } from '#markdown';
import { linesOf } from './blame-lines.ts';

/** Who wrote a block: the commits that have lines in it, those with the most first; null stands for the draft. */
export type BlockWriters = readonly (string | null)[];

/**
 * For each block that readers see in `text` (null is none of it published) the commits that wrote it. `writers` are those of
 * the lines of `published`; lines that only `text` has are the draft's. Blank lines say nothing. Pure.
 */
export function blameBlocks(
  published: { readonly text: string; readonly writers: readonly string[] },
  text: string,
): readonly BlockWriters[] {
  const lines = linesOf(text);
  const kept = diffSequence(linesOf(published.text), lines, (a, b) => a === b);
  return blockLines(text).map(({ from, to }) => {
    const counts = new Map<string | null, number>();
    for (let line = from; line < to; line += 1) {
      if ((lines[line] ?? '').trim() === '') continue;
      const at = kept[line] ?? -1;
      const writer = at < 0 ? null : (published.writers[at] ?? null);
      counts.set(writer, (counts.get(writer) ?? 0) + 1);
    }
    return [...counts].sort((a, b) => b[1] - a[1]).map(([writer]) => writer);
  });
}
