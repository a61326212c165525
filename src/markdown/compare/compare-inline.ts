import type { Mark, Node } from 'prosemirror-model';
import { diffSequence } from '../diff-sequence.ts';
import { lockedLabel } from '../locked-label.ts';
import type { InlineDiff, ShownMark } from './rendered-diff.ts';

/** A word, the blanks between two words, one other character, or what stands in a line as a whole. */
interface Atom {
  /** Equal for atoms that show the same. */
  readonly key: string;
  readonly isWord: boolean;
  readonly shown: InlineDiff;
}

const segmenter = new Intl.Segmenter(undefined, { granularity: 'word' });

/** The inline content of a text block or cell, unchanged. */
export function inlineOf(block: Node): readonly InlineDiff[] {
  const shown: InlineDiff[] = [];
  block.forEach((child) => {
    const marks = marksOf(child.marks);
    push(shown, child.isText ? { kind: 'text', change: 'same', text: child.text ?? '', marks } : leafOf(child));
  });
  return shown;
}

/** The words that went and came between two text blocks, with their marks. */
export function compareInline(old: Node, fresh: Node): readonly InlineDiff[] {
  return compareAtoms(atomsOf(inlineOf(old)), atomsOf(inlineOf(fresh)));
}

/** The words that went and came between two plain texts. */
export function compareWords(old: string, fresh: string): readonly InlineDiff[] {
  const atoms = (text: string): readonly Atom[] => atomsOf([{ kind: 'text', change: 'same', text, marks: [] }]);
  return compareAtoms(atoms(old), atoms(fresh));
}

function compareAtoms(old: readonly Atom[], fresh: readonly Atom[]): readonly InlineDiff[] {
  const kept = withoutCrumbs(
    fresh,
    diffSequence(old, fresh, (a, b) => a.key === b.key),
    old.length,
  );
  const shown: InlineDiff[] = [];
  let oldAt = 0;
  let freshAt = 0;
  const pass = (oldTo: number, freshTo: number): void => {
    for (const atom of old.slice(oldAt, oldTo)) push(shown, { ...atom.shown, change: 'removed' });
    for (const atom of fresh.slice(freshAt, freshTo)) push(shown, { ...atom.shown, change: 'added' });
  };
  kept.forEach((oldIndex, freshIndex) => {
    const atom = fresh[freshIndex];
    if (oldIndex < 0 || atom === undefined) return;
    pass(oldIndex, freshIndex);
    push(shown, atom.shown);
    oldAt = oldIndex + 1;
    freshAt = freshIndex + 1;
  });
  pass(old.length, fresh.length);
  return shown;
}

/** Blanks and signs that two changes have between them are not worth an island: the changes read better as one. */
function withoutCrumbs(fresh: readonly Atom[], kept: readonly number[], oldLength: number): readonly number[] {
  const result = [...kept];
  let from = 0;
  const isChangeBefore = (index: number): boolean => {
    const oldIndex = kept[index] ?? 0;
    return index === 0 ? oldIndex > 0 : kept[index - 1] !== oldIndex - 1;
  };
  while (from < kept.length) {
    if ((kept[from] ?? -1) < 0) {
      from += 1;
      continue;
    }
    let to = from + 1;
    while (to < kept.length && kept[to] === (kept[from] ?? 0) + (to - from)) to += 1;
    const isChangeAfter = to < kept.length || (kept[to - 1] ?? 0) < oldLength - 1;
    const isAtEdge = from === 0 || to === kept.length;
    const isCrumb = !fresh.slice(from, to).some((atom) => atom.isWord);
    if (isCrumb && !isAtEdge && isChangeBefore(from) && isChangeAfter) result.fill(-1, from, to);
    from = to;
  }
  return result;
}

function atomsOf(content: readonly InlineDiff[]): readonly Atom[] {
  return content.flatMap((piece): readonly Atom[] => {
    if (piece.kind !== 'text') return [{ key: JSON.stringify(piece), isWord: true, shown: piece }];
    const look = JSON.stringify(piece.marks);
    return [...segmenter.segment(piece.text)].map(({ segment, isWordLike }) => ({
      key: `${look} ${segment}`,
      isWord: isWordLike === true,
      shown: { ...piece, text: segment },
    }));
  });
}

/** Joins text to the piece before it where both look and changed alike. */
function push(shown: InlineDiff[], piece: InlineDiff): void {
  const last = shown.at(-1);
  if (
    piece.kind === 'text' &&
    last?.kind === 'text' &&
    last.change === piece.change &&
    JSON.stringify(last.marks) === JSON.stringify(piece.marks)
  ) {
    shown[shown.length - 1] = { ...last, text: last.text + piece.text };
  } else shown.push(piece);
}

function leafOf(leaf: Node): InlineDiff {
  const text = (name: string): string => {
    const value: unknown = leaf.attrs[name];
    return typeof value === 'string' ? value : '';
  };
  if (leaf.type.name === 'image') return { kind: 'image', change: 'same', src: text('src'), alt: text('alt') };
  if (leaf.type.name === 'hardBreak') return { kind: 'break', change: 'same' };
  const source = text('source');
  return { kind: 'locked', change: 'same', label: lockedLabel(text('kind'), source), source };
}

function marksOf(marks: readonly Mark[]): readonly ShownMark[] {
  return marks.map((mark): ShownMark => {
    switch (mark.type.name) {
      case 'link':
        return { kind: 'link', href: String(mark.attrs['href']) };
      case 'bold':
      case 'italic':
      case 'strike':
        return { kind: mark.type.name };
      default:
        return { kind: 'code' };
    }
  });
}
