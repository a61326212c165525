import type { Mark, Node } from 'prosemirror-model';
import { visibleChildren } from './align-children.ts';
import { freshAtoms, type FreshAtom } from './diff-atoms.ts';
import { isAttention, isBlankAtom } from './mark-runs.ts';

/**
 * A text that is equal for two nodes when they show the same. What Markdown can't say and nobody can see is left out:
 * empty paragraphs, line ends within inline source, how many blanks stand in a row, blanks and breaks at the ends of a text block, attention on the blanks around words, a check box
 * without a text, empty cells at the end of a row.
 */
export function comparable(node: Node): string {
  return JSON.stringify(shape(node));
}

type Shape = string | number | boolean | null | readonly Shape[];

function shape(node: Node): Shape {
  switch (node.type.name) {
    case 'paragraph':
      return paragraphShape(node);
    case 'heading':
      return ['h', attribute(node, 'level'), inlineShape(node)];
    case 'blockquote':
    case 'doc':
      return [node.type.name, ...visibleChildren(node).map(shape)];
    case 'bulletList':
      return ['ul', ...children(node).map(itemShape)];
    case 'orderedList':
      return ['ol', attribute(node, 'start'), ...children(node).map(itemShape)];
    case 'listItem':
      return itemShape(node);
    case 'codeBlock':
      return ['code', infoShape(attribute(node, 'info')), node.textContent.replace(/\r\n|\r/g, '\n')];
    case 'table':
      return tableShape(node);
    case 'lockedBlock':
      return [
        'locked',
        lockedShape(
          String(node.attrs['source'])
            .replace(/\r\n|\r/g, '\n')
            .trimEnd(),
        ),
      ];
    default:
      return [node.type.name];
  }
}

/** Tags alone in a paragraph and tags that are a block of their own are the same source and show the same. */
function paragraphShape(node: Node): Shape {
  const atoms = trimmed(freshAtoms(node));
  const isMarkup = atoms.every(({ leaf, key }) => (leaf === null ? /^\s$/.test(key) : isTag(leaf)));
  if (!isMarkup || atoms.length === 0) return ['p', inlineShape(node)];
  return [
    'locked',
    atoms
      .map(({ leaf, key }) => (leaf === null ? key : String(leaf.attrs['source'])))
      .join('')
      .replace(/\s+/g, ' '),
  ];
}

function lockedShape(source: string): string {
  return source.startsWith('<') ? source.replace(/\s+/g, ' ') : source;
}

function isTag(leaf: Node): boolean {
  return leaf.type.name === 'lockedInline' && String(leaf.attrs['source']).startsWith('<');
}

function children(node: Node): Node[] {
  return Array.from({ length: node.childCount }, (_, index) => node.child(index));
}

function attribute(node: Node, name: string): Shape {
  const value: unknown = node.attrs[name];
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;
}

function infoShape(info: Shape): Shape {
  const text = typeof info === 'string' ? info.trim().replace(/\s+/g, ' ') : '';
  return text === '' ? null : text;
}

function itemShape(item: Node): Shape {
  const visible = visibleChildren(item);
  return ['li', visible.length === 0 ? null : attribute(item, 'checked'), ...visible.map(shape)];
}

function tableShape(table: Node): Shape {
  const rows = children(table).map((row) => children(row));
  const align = (rows[0] ?? []).map((cell) => attribute(cell, 'align'));
  const isSpanned = rows.some((row) => row.some((cell) => cell.attrs['colspan'] !== 1 || cell.attrs['rowspan'] !== 1));
  const width = Math.max(...rows.map((row) => row.length), 0);
  return [
    isSpanned ? 'spanned table' : 'table',
    Array.from({ length: width }, (_, column) => align[column] ?? null),
    ...rows.map((row) => Array.from({ length: width }, (_, column) => inlineShape(row[column] ?? null))),
  ];
}

/** Runs of text with their marks, and leaves. */
function inlineShape(block: Node | null): Shape {
  const atoms = block === null ? [] : trimmed(freshAtoms(block));
  const parts: [string, string][] = [];
  atoms.forEach((atom, index) => {
    const marks = marksShape(shownMarks(atoms, index), atom);
    const text = atom.leaf === null ? atom.key : leafShape(atom.leaf);
    const last = parts.at(-1);
    if (last !== undefined && atom.leaf === null && atoms[index - 1]?.leaf === null && last[1] === marks)
      last[0] += text;
    else parts.push([text, marks]);
  });
  return parts;
}

function trimmed(atoms: readonly FreshAtom[]): FreshAtom[] {
  const isBlank = (atom: FreshAtom | undefined): boolean =>
    atom?.leaf === null &&
    (atom.key === ' ' || atom.key === '\t') &&
    !atom.marks.some(({ type }) => type.name === 'code');
  const isBreak = (atom: FreshAtom | undefined): boolean => atom?.leaf?.type.name === 'hardBreak';
  let start = 0;
  let end = atoms.length;
  while (start < end && isBlank(atoms[start])) start += 1;
  while (end > start && (isBlank(atoms[end - 1]) || isBreak(atoms[end - 1]))) end -= 1;
  const inside = atoms.slice(start, end);
  const kept: FreshAtom[] = [];
  for (const atom of inside) {
    if (isBlank(atom) && (isBreak(kept.at(-1)) || isBlank(kept.at(-1)))) continue;
    if (isBreak(atom)) while (isBlank(kept.at(-1))) kept.pop();
    kept.push(atom);
  }
  return kept;
}

/** A blank has the attention that the words on both sides of it share. */
function shownMarks(atoms: readonly FreshAtom[], index: number): readonly Mark[] {
  const atom = atoms[index];
  if (atom === undefined || !isBlankAtom(atom)) return atom?.marks ?? [];
  let before = index - 1;
  let after = index + 1;
  while (before >= 0 && isBlankAtom(atoms[before])) before -= 1;
  while (after < atoms.length && isBlankAtom(atoms[after])) after += 1;
  const left = atoms[before]?.marks ?? [];
  const right = atoms[after]?.marks ?? [];
  return [
    ...atom.marks.filter((mark) => !isAttention(mark)),
    ...left.filter((mark) => isAttention(mark) && right.some((other) => other.eq(mark))),
  ];
}

function marksShape(marks: readonly Mark[], atom: FreshAtom): string {
  return marks
    .filter(({ type }) => type.name !== 'code' || atom.leaf === null)
    .map(({ type, attrs }) =>
      type.name === 'link' ? JSON.stringify([attrs['href'], attrs['title'] || null]) : type.name,
    )
    .sort()
    .join(' ');
}

function leafShape(leaf: Node): string {
  if (leaf.type.name === 'image')
    return JSON.stringify([leaf.attrs['src'], leaf.attrs['alt'] ?? '', leaf.attrs['title'] || null]);
  if (leaf.type.name === 'lockedInline') return `locked ${String(leaf.attrs['source']).replace(/\s*[\r\n]\s*/g, ' ')}`;
  return leaf.type.name;
}
