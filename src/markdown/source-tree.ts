import type { Nodes } from 'mdast';
import type { Node } from 'prosemirror-model';
import type { Container } from './line-prefix.ts';

/**
 * A node of the document with the range of source that says it. The tree of these runs parallel to the document, except
 * that empty paragraphs, which have no Markdown, are left out.
 */
export interface SourceBlock {
  readonly node: Node;
  /** The syntax node it was read from; null for the cells that fill up a short row. */
  readonly syntax: Nodes | null;
  /** Offsets of its own text: no prefix or indentation before its first line, no line end after its last. */
  readonly from: number;
  readonly to: number;
  /** What the lines after its first begin with. */
  readonly container: Container;
  /** What the lines of its children begin with: differs from `container` for quotes and list items. */
  readonly inner: Container;
  readonly children: readonly SourceBlock[];
}
