import type { Node } from 'prosemirror-model';
import { isVirtual } from './align-children.ts';
import { lineStart } from './line-prefix.ts';
import type { ParsedMarkdown } from './parse-markdown.ts';
import { sourceAtoms, type SourceAtom } from './source-atoms.ts';
import type { SourceBlock } from './source-tree.ts';

/** The offset in the source at which a position of the document lies. Positions between blocks are at the one that follows. */
export function positionInSource(parsed: ParsedMarkdown, position: number): number {
  return inSource({ block: parsed.reading.root, node: parsed.document, position, parsed });
}

interface Place {
  readonly block: SourceBlock;
  readonly node: Node;
  /** Within the node's content. */
  readonly position: number;
  readonly parsed: ParsedMarkdown;
}

function inSource({ block, node, position, parsed }: Place): number {
  if (node.isTextblock) return inTextSource({ block, node, position, parsed });
  let offset = 0;
  let index = 0;
  for (const child of node.children) {
    const end = offset + child.nodeSize;
    const own = block.children[index];
    // Empty paragraphs have no source: they lie where the next block begins.
    if (isVirtual(child) && (own === undefined || !isVirtual(own.node))) {
      if (position < end) return own?.from ?? block.to;
    } else {
      if (own === undefined) return block.to;
      if (position <= offset) return own.from;
      if (position < end)
        return inSource({ block: own, node: child, position: Math.max(0, position - offset - 1), parsed });
      index += 1;
    }
    offset = end;
  }
  return block.children.at(-1)?.to ?? block.to;
}

function inTextSource({ block, node, position, parsed }: Place): number {
  if (node.type.name === 'codeBlock') return inCodeSource(block, node.textContent.slice(0, position), parsed.source);
  const atoms = atomsOf(block, parsed);
  let at = 0;
  for (const atom of atoms) {
    if (at >= position) return atom.from;
    at += lengthOf(atom);
  }
  return atoms.at(-1)?.to ?? block.from;
}

/** The position in the document that lies at an offset of the source, or the nearest one after it. */
export function positionInDocument(parsed: ParsedMarkdown, offset: number): number {
  return inDocument(parsed.reading.root, offset, parsed);
}

/** Within the content of the block's node. */
function inDocument(block: SourceBlock, offset: number, parsed: ParsedMarkdown): number {
  const { node } = block;
  if (node.isTextblock) return inTextDocument(block, offset, parsed);
  let at = 0;
  for (const child of block.children) {
    if (offset <= child.to) {
      const isInside = !child.node.isAtom && !child.node.isLeaf;
      return isInside ? at + 1 + inDocument(child, Math.max(offset, child.from), parsed) : at;
    }
    at += child.node.nodeSize;
  }
  const last = block.children.at(-1);
  if (last === undefined) return Math.min(1, node.content.size);
  const isInside = !last.node.isAtom && !last.node.isLeaf;
  const start = at - last.node.nodeSize;
  return isInside ? start + 1 + inDocument(last, last.to, parsed) : at;
}

function inTextDocument(block: SourceBlock, offset: number, parsed: ParsedMarkdown): number {
  if (block.node.type.name === 'codeBlock') return inCodeDocument(block, offset, parsed.source);
  let at = 0;
  for (const atom of atomsOf(block, parsed)) {
    if (atom.to > offset) return at;
    at += lengthOf(atom);
  }
  return at;
}

function atomsOf(block: SourceBlock, { source, reading }: ParsedMarkdown): readonly SourceAtom[] {
  return sourceAtoms(block, { source, definitions: reading.definitions })?.atoms ?? [];
}

/** In positions of the document. */
function lengthOf({ leaf, key }: SourceAtom): number {
  return leaf === null ? key.length : leaf.nodeSize;
}

/** The lines of a code block's source that hold its text, with where each begins. */
function codeLines(block: SourceBlock, source: string): readonly { readonly from: number; readonly text: string }[] {
  const isFenced = /^(?:`{3}|~{3})/.test(source.slice(block.from, block.from + 3));
  const lines: { from: number; text: string }[] = [];
  let from = lineStart(source, block.from);
  for (const text of source.slice(from, block.to).split(/\r\n|\n|\r/)) {
    lines.push({ from, text });
    from += text.length;
    from += source.startsWith('\r\n', from) ? 2 : 1;
  }
  return isFenced ? lines.slice(1) : lines;
}

function inCodeSource(block: SourceBlock, before: string, source: string): number {
  const texts = before.split('\n');
  const wanted = block.node.textContent.split('\n')[texts.length - 1] ?? '';
  const line = codeLines(block, source)[texts.length - 1];
  if (line === undefined) return block.to;
  const lead = line.text.endsWith(wanted) ? line.text.length - wanted.length : 0;
  return Math.min(line.from + lead + (texts.at(-1)?.length ?? 0), block.to);
}

function inCodeDocument(block: SourceBlock, offset: number, source: string): number {
  const lines = codeLines(block, source);
  const index = lines.findLastIndex(({ from }) => from <= offset);
  const texts = block.node.textContent.split('\n');
  const line = lines[index];
  const text = texts[index];
  if (line === undefined) return 0;
  if (text === undefined) return block.node.content.size;
  const lead = line.text.endsWith(text) ? line.text.length - text.length : 0;
  const start = texts.slice(0, index).reduce((sum, each) => sum + each.length + 1, 0);
  return start + Math.min(Math.max(0, offset - line.from - lead), text.length);
}
