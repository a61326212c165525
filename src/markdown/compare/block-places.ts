import { isVirtual } from '../align-children.ts';
import type { ParsedMarkdown } from '../parse-markdown.ts';

/** Where a block stands in its text: offsets in UTF-16 units, the end not included. */
export interface BlockPlace {
  readonly from: number;
  readonly to: number;
}

/** Where the outermost blocks of a text stand in it, in the order and number in which `compareBlocks` has them on the later side. */
export function blockPlaces({ reading }: ParsedMarkdown): readonly BlockPlace[] {
  return reading.root.children.filter(({ node }) => !isVirtual(node)).map(({ from, to }) => ({ from, to }));
}
