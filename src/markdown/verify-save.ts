import type { Node } from 'prosemirror-model';
import { visibleChildren } from './align-children.ts';
import { comparable } from './compare-documents.ts';
import { parseMarkdown, type ParsedMarkdown } from './parse-markdown.ts';
import type { WrittenChild } from './write-children.ts';

/**
 * Source that can reach beyond its own block and its neighbours: openings that pair with closings anywhere below, and
 * definitions. A save that touches it is compared as a whole.
 */
const farReaching = /:::|\{\{|\{%|<|\$\$|\]:|^(?:import|export)\b/m;

/** Whether the blocks at these indexes can be judged by themselves and the blocks beside them. */
export function canVerifyLocally(
  original: ParsedMarkdown,
  written: readonly WrittenChild[],
  touched: readonly boolean[],
): boolean {
  const oldBlocks = original.reading.root.children;
  const untouchedOld = new Set(
    written.flatMap(({ alignment }, index) => (touched[index] === true ? [] : [alignment.index])),
  );
  const first = written[0]?.text ?? '';
  // At the start of a text it would be a byte order mark.
  if (first.startsWith('\u{FEFF}') && touched[0] === true) return false;
  const isRisky = (text: string): boolean => farReaching.test(text);
  if (written.some(({ text }, index) => touched[index] === true && isRisky(text))) return false;
  return !oldBlocks.some(
    (block, index) => !untouchedOld.has(index) && isRisky(original.source.slice(block.from, block.to)),
  );
}

/** Indexes of the written blocks that do not read back as the document, by parsing the whole text. */
export function verifyWhole(text: string, expected: readonly Node[]): number[] {
  return mismatches(parseMarkdown(text).document, expected, 0);
}

/** A text about to be saved, block by block. */
export interface TouchedText {
  readonly written: readonly WrittenChild[];
  readonly touched: readonly boolean[];
  /** What stands before the first block. */
  readonly head: string;
}

/**
 * The same by parsing only touched blocks and one neighbour on each side. Lines before a block don't change how it is read as
 * long as the block before it ends as it did, so an untouched neighbour that reads as before vouches for all beyond it.
 */
export function verifyTouched(original: ParsedMarkdown, { written, touched, head }: TouchedText): number[] {
  const failed: number[] = [];
  const prelude = preludeOf(original);
  for (let index = 0; index < written.length; index += 1) {
    if (touched[index] !== true) continue;
    const from = Math.max(0, index - 1);
    let to = index;
    while (to + 1 < written.length && (touched[to + 1] === true || touched[to] === true)) to += 1;
    const window = written.slice(from, to + 1);
    const lead = (from === 0 ? head : (window[0]?.gap ?? '')).replace(/^[\s\S]*[\r\n]|^\u{FEFF}/u, '');
    const text = lead + window.map(({ gap, text }, at) => (at === 0 ? text : gap + text)).join('');
    const expected = window.map(({ alignment }) => alignment.node);
    const parsed = parseMarkdown(prelude.text + text).document;
    failed.push(...mismatches(parsed, expected, prelude.blocks).map((at) => at + from));
    index = to;
  }
  return failed;
}

function mismatches(parsed: Node, expected: readonly Node[], skipped: number): number[] {
  const read = visibleChildren(parsed).slice(skipped);
  // Most blocks are the same nodes: only those between the first and the last other one are looked at closely.
  const shorter = Math.min(read.length, expected.length);
  const isSame = (a: Node | undefined, b: Node | undefined): boolean => a !== undefined && b !== undefined && a.eq(b);
  let head = 0;
  while (head < shorter && isSame(read[head], expected[head])) head += 1;
  let tail = 0;
  while (tail < shorter - head && isSame(read.at(-1 - tail), expected.at(-1 - tail))) tail += 1;
  const found = read.slice(head, read.length - tail).map(comparable);
  const wanted = expected
    .slice(head, expected.length - tail)
    .flatMap((node, index) => expandLocked(node).map((shape) => ({ shape, index: index + head })));
  const failed = new Set<number>();
  let start = 0;
  let foundEnd = found.length;
  let wantedEnd = wanted.length;
  while (start < foundEnd && start < wantedEnd && found[start] === wanted[start]?.shape) start += 1;
  while (foundEnd > start && wantedEnd > start && found[foundEnd - 1] === wanted[wantedEnd - 1]?.shape) {
    foundEnd -= 1;
    wantedEnd -= 1;
  }
  if (start === foundEnd && start === wantedEnd) return [];
  for (let at = start; at < Math.max(wantedEnd, start + 1); at += 1) {
    const index = wanted[Math.min(at, wanted.length - 1)]?.index;
    if (index !== undefined) failed.add(index);
  }
  if (failed.size === 0) failed.add(Math.max(0, Math.min(head, expected.length - 1)));
  return [...failed];
}

/** A locked block says whatever its source says, which may be several blocks after the source was edited. */
function expandLocked(node: Node): string[] {
  if (node.type.name !== 'lockedBlock') return [comparable(node)];
  const source = String(node.attrs['source'] ?? '');
  const parsed = visibleChildren(parseMarkdown(source).document).map(comparable);
  const isAlone = parsed.length === 1 && parsed[0]?.startsWith('["locked"') === true;
  return isAlone || parsed.length === 0 ? [comparable(node)] : parsed;
}

/** All definitions of the text and a paragraph that keeps them apart from what follows. */
function preludeOf({ reading }: ParsedMarkdown): { text: string; blocks: number } {
  const parts = [...reading.definitions.values()].map(({ source }) => source);
  return { text: [...parts, 'x', ''].join('\n\n'), blocks: parts.length + 1 };
}
