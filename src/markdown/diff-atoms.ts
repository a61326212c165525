import type { Mark, Node } from 'prosemirror-model';
import { diffSequence } from './diff-sequence.ts';
import { leafKey, type SourceAtom } from './source-atoms.ts';

/** One character, or one inline leaf, of the document as it is now. */
export interface FreshAtom {
  readonly key: string;
  readonly leaf: Node | null;
  readonly marks: readonly Mark[];
}

/** The atoms of a text block. Line ends inside text are shown as spaces, as the parse shows them. */
export function freshAtoms(block: Node): FreshAtom[] {
  const atoms: FreshAtom[] = [];
  block.forEach((child) => {
    if (child.isText) {
      for (const character of (child.text ?? '').replace(/\r\n|\n|\r/g, ' ')) {
        atoms.push({ key: character, leaf: null, marks: child.marks });
      }
    } else {
      atoms.push({ key: leafKey(child), leaf: child, marks: child.marks });
    }
  });
  return atoms;
}

/**
 * For each fresh atom the index of the old atom that it keeps, or -1. Words are matched before characters, so that a
 * changed word never takes letters from elsewhere; marks are not compared.
 */
export function diffAtoms(old: readonly SourceAtom[], fresh: readonly FreshAtom[]): number[] {
  const kept: number[] = Array.from({ length: fresh.length }, () => -1);
  let start = 0;
  let oldEnd = old.length;
  let freshEnd = fresh.length;
  while (start < oldEnd && start < freshEnd && old[start]?.key === fresh[start]?.key) {
    kept[start] = start;
    start += 1;
  }
  while (oldEnd > start && freshEnd > start && old[oldEnd - 1]?.key === fresh[freshEnd - 1]?.key) {
    oldEnd -= 1;
    freshEnd -= 1;
    kept[freshEnd] = oldEnd;
  }
  if (start === oldEnd) slideToOwnMarks({ old, fresh, kept }, { start, freshEnd });
  if (start === freshEnd) keepSoftBreak(old, kept, { start, oldEnd, freshEnd });
  if (start === oldEnd || start === freshEnd) return kept;
  const oldWords = words(old, start, oldEnd);
  const freshWords = words(fresh, start, freshEnd);
  const keptWords = diffSequence(oldWords, freshWords, (a, b) => a.text === b.text);
  let oldFrom = start;
  let freshFrom = start;
  keptWords.forEach((oldIndex, freshIndex) => {
    const oldWord = oldWords[oldIndex];
    const freshWord = freshWords[freshIndex];
    if (oldWord === undefined || freshWord === undefined) return;
    keepEnds({ oldFrom, oldTo: oldWord.from, freshFrom, freshTo: freshWord.from }, { old, fresh, kept });
    for (let at = 0; at < oldWord.to - oldWord.from; at += 1) kept[freshWord.from + at] = oldWord.from + at;
    oldFrom = oldWord.to;
    freshFrom = freshWord.to;
  });
  keepEnds({ oldFrom, oldTo: oldEnd, freshFrom, freshTo: freshEnd }, { old, fresh, kept });
  return kept;
}

/**
 * A deletion between two spaces can be read as taking either one; when the later one is a line end and the earlier one is
 * not, the line end stays, so that the lines around a deleted word stay as they are.
 */
function keepSoftBreak(
  old: readonly SourceAtom[],
  kept: number[],
  { start, oldEnd, freshEnd }: { start: number; oldEnd: number; freshEnd: number },
): void {
  if (oldEnd === start || start === 0) return;
  const last = old[oldEnd - 1];
  const before = old[start - 1];
  if (last?.isSoftBreak === true && before?.key === ' ' && !before.isSoftBreak) kept[freshEnd - 1] = oldEnd - 1;
}

/**
 * An insertion that begins and ends alike (a word and a blank before a blank) can be read as standing before or after what
 * was there. It is read so that the old atoms keep the marks they have: what is typed at the end of a link stays before the
 * line end after the link.
 */
function slideToOwnMarks(
  { old, fresh, kept }: Sides,
  { start, freshEnd }: { readonly start: number; readonly freshEnd: number },
): void {
  let from = start;
  let to = freshEnd;
  while (from > 0 && from < to && fresh[to - 1]?.key === old[from - 1]?.key) {
    if (hasMarksOf(fresh[from - 1], old[from - 1]) || !hasMarksOf(fresh[to - 1], old[from - 1])) return;
    from -= 1;
    to -= 1;
    kept[to] = from;
    kept[from] = -1;
  }
}

function hasMarksOf(fresh: FreshAtom | undefined, old: SourceAtom | undefined): boolean {
  if (fresh === undefined || old === undefined) return false;
  const { marks } = fresh;
  return old.wraps.length === marks.length && old.wraps.every(({ mark }) => marks.some((other) => other.eq(mark)));
}

interface Word {
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

const wordCharacter = /[\p{L}\p{N}\p{M}_]/u;

function words(atoms: readonly { key: string; leaf: Node | null }[], from: number, to: number): Word[] {
  const found: Word[] = [];
  let start = from;
  for (let at = from; at < to; at += 1) {
    const atom = atoms[at];
    const next = atoms[at + 1];
    const isWord = atom?.leaf === null && wordCharacter.test(atom.key);
    if (isWord && at + 1 < to && next?.leaf === null && wordCharacter.test(next.key)) continue;
    found.push({
      text: atoms
        .slice(start, at + 1)
        .map(({ key }) => key)
        .join(''),
      from: start,
      to: at + 1,
    });
    start = at + 1;
  }
  return found;
}

interface Hunk {
  readonly oldFrom: number;
  readonly oldTo: number;
  readonly freshFrom: number;
  readonly freshTo: number;
}

interface Sides {
  readonly old: readonly SourceAtom[];
  readonly fresh: readonly FreshAtom[];
  readonly kept: number[];
}

/** Within a replaced stretch, letters that the old and the new words share at their ends are kept. */
function keepEnds({ oldFrom, oldTo, freshFrom, freshTo }: Hunk, { old, fresh, kept }: Sides): void {
  let a = oldFrom;
  let b = freshFrom;
  while (a < oldTo && b < freshTo && old[a]?.key === fresh[b]?.key) {
    kept[b] = a;
    a += 1;
    b += 1;
  }
  let aEnd = oldTo;
  let bEnd = freshTo;
  while (aEnd > a && bEnd > b && old[aEnd - 1]?.key === fresh[bEnd - 1]?.key) {
    aEnd -= 1;
    bEnd -= 1;
    kept[bEnd] = aEnd;
  }
}
