import { blockPlaces } from './compare/block-places.ts';
import type { ParsedMarkdown } from './parse-markdown.ts';

/** Where a block at the top stands in its source: whole lines, without the end of the last. */
export interface BlockRange {
  readonly from: number;
  readonly to: number;
}

/** The ranges of the blocks that readers see, in order: as many as `compareBlocks` finds in the document. */
export function blockRanges(parsed: ParsedMarkdown): readonly BlockRange[] {
  const { source } = parsed;
  return blockPlaces(parsed).map(({ from, to }) => ({
    from: from === 0 ? 0 : Math.max(source.lastIndexOf('\n', from - 1), source.lastIndexOf('\r', from - 1)) + 1,
    to,
  }));
}
