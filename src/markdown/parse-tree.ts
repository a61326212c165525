import type { Nodes, Root } from 'mdast';
import { fromMarkdown, type Extension } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';
import { mendHeadings } from './mend-headings.ts';
import { lockBlocks } from './syntax/lock-blocks.ts';
import { lockedFromMarkdown, lockedSyntax } from './syntax/locked-syntax.ts';

/**
 * Parses Markdown (CommonMark and GFM, one tilde or two for struck text) into an mdast tree in which
 * everything else (HTML, shortcodes, math, definitions, see `LockedBlock`) is one locked node each, without children. A locked block
 * is whole: no text that follows its last marker belongs to it, save in HTML, where CommonMark ends a block at a blank line.
 *
 * Every node has a position, and `position.start.offset` and `position.end.offset` are indexes into `source` as it was given:
 * - CRLF and CR: offsets count both characters of a CRLF; `value`s keep the line ends of the source.
 * - Byte order mark: a first U+FEFF belongs to no node but the root; offsets count it, columns don't.
 * - NUL: offsets count it as one; `value`s hold U+FFFD in its place.
 * - Tabs: offsets count a tab as one. A tab that is only half used up by a list or quote marker lies before the child's
 *   first character, or inside an indented code block, whose `value` then holds the rest of the tab as spaces.
 * - Nodes lie within their parents, and siblings are in order and do not overlap. The root spans all of `source`.
 *
 * Columns and lines are for messages only. Autolink literals are only those the tokenizer sees: the usual second search through
 * text nodes is left out, as its nodes have no positions.
 */
export function parseTree(source: string): Root {
  const tree = fromMarkdown(source, {
    extensions: [gfm({ singleTilde: true }), lockedSyntax(source)],
    mdastExtensions: [...gfmFromMarkdown().map(withoutTransforms), lockedFromMarkdown],
  });
  if (source.startsWith('\u{FEFF}')) shiftOffsets(tree, 1);
  const { position } = tree;
  if (position !== undefined) {
    position.start.offset = 0;
    position.end.offset = source.length;
  }
  mendHeadings(tree);
  lockBlocks(tree, source);
  return tree;
}

/** The transforms of mdast-util-gfm search text nodes for addresses and leave nodes without positions behind. */
function withoutTransforms(extension: Extension): Extension {
  return { ...extension, transforms: [] };
}

function shiftOffsets(tree: Root, by: number): void {
  const open: Nodes[] = [tree];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    const { position } = node;
    if (position !== undefined) {
      position.start.offset = (position.start.offset ?? 0) + by;
      position.end.offset = (position.end.offset ?? 0) + by;
    }
    if ('children' in node) open.push(...node.children);
  }
}
