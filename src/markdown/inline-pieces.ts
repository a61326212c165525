import { asReference, escapeCharacter, escapeLineStart, lineStartHazard } from './escape-text.ts';
import type { Piece } from './inline-plan.ts';
import type { MarkRun } from './mark-runs.ts';
import type { InlineTarget } from './write-inline.ts';

const blank = /^$|\s/u;
const mark = /[\p{P}\p{S}]/u;
const lookAhead = 80;

/** Puts the pieces of a text block together, with new text escaped and new delimiters chosen for where they stand. */
export function assembleInline(pieces: readonly Piece[], target: InlineTarget): string {
  return new Assembly(pieces, target).write();
}

function firstCharacter(text: string): string {
  const point = text.codePointAt(0);
  return point === undefined ? '' : String.fromCodePoint(point);
}

function lastCharacter(text: string): string {
  return /.$/su.exec(text)?.[0] ?? '';
}

function isOneCharacter(text: string): boolean {
  return text !== '' && firstCharacter(text) === text;
}

class Assembly {
  readonly #pieces: readonly Piece[];
  readonly #target: InlineTarget;
  readonly #delimiters: ReadonlyMap<MarkRun, string>;
  #written = '';
  #lineFrom = 0;
  #referNext = false;

  constructor(pieces: readonly Piece[], target: InlineTarget) {
    this.#pieces = pieces;
    this.#target = target;
    this.#delimiters = chooseDelimiters(pieces, target);
  }

  write(): string {
    let hazard = this.#hazard(0);
    this.#pieces.forEach((piece, index) => {
      const isHazard = index === hazard;
      switch (piece.kind) {
        case 'break':
          this.#written += piece.text;
          this.#lineFrom = this.#written.length;
          hazard = this.#hazard(index + 1);
          break;
        case 'source':
          this.#written += isHazard ? escapeLineStart(piece.text) : this.#guarded(piece.text);
          break;
        case 'text':
          this.#written += isHazard ? escapeLineStart(piece.text) : this.#escaped(piece.text, index);
          break;
        case 'delimiter':
          this.#addDelimiter(piece, index);
          break;
      }
      if (piece.kind !== 'delimiter') this.#referNext = false;
    });
    return this.#target.isHeading && this.#target.isOneLine
      ? this.#written.replace(/(^|[ \t])(#+)$/, String.raw`$1\$2`)
      : this.#written;
  }

  #guarded(text: string): string {
    if (!this.#referNext || !/^[\p{L}\p{N}]/u.test(text)) return text;
    const first = firstCharacter(text);
    return asReference(first) + text.slice(first.length);
  }

  #escaped(character: string, index: number): string {
    if (this.#referNext && !blank.test(character)) return asReference(character);
    // A letter beside a dollar sign keeps it from being one of math's.
    const besideDollar = this.#written.endsWith('$') || this.#plainFrom(index + 1, 1).startsWith('$');
    if (this.#target.level === 'all' && besideDollar && !blank.test(character)) return asReference(character);
    return escapeCharacter({
      character,
      before: this.#written.slice(Math.max(this.#lineFrom, this.#written.length - lookAhead)),
      after: this.#plainFrom(index + 1, lookAhead),
      isCell: this.#target.isCell,
      level: this.#target.level,
    });
  }

  #plainFrom(index: number, most: number): string {
    let text = '';
    for (let at = index; at < this.#pieces.length && text.length < most; at += 1) {
      const piece = this.#pieces[at];
      if (piece === undefined || piece.kind === 'break') break;
      text += piece.kind === 'delimiter' ? this.#textOf(piece) : piece.text;
    }
    return text;
  }

  #textOf(piece: Extract<Piece, { kind: 'delimiter' }>): string {
    return piece.text ?? this.#delimiters.get(piece.run) ?? '';
  }

  /** The index of the piece that has to be escaped because the line that begins at `index` would be more than text. */
  #hazard(index: number): number {
    if (this.#target.level === 'none' || this.#target.isCell || (this.#target.isHeading && this.#target.isOneLine))
      return -1;
    const first = this.#pieces[index];
    if (first === undefined || first.kind === 'break' || first.kind === 'delimiter') return -1;
    const line = this.#plainFrom(index, Number.POSITIVE_INFINITY);
    const isItemStart = index === 0 && this.#target.isItemStart;
    let rest = lineStartHazard(line, { isItemStart });
    if (rest < 0) return -1;
    let at = index;
    for (; at < this.#pieces.length; at += 1) {
      const piece = this.#pieces[at];
      if (piece === undefined || piece.kind === 'break' || piece.kind === 'delimiter') return -1;
      if (rest < piece.text.length) break;
      rest -= piece.text.length;
    }
    const found = this.#pieces[at];
    if (found?.kind === 'text') return at;
    const isUntouched = first.kind === 'source' && first.startsLine;
    return found?.kind === 'source' && isOneCharacter(found.text) && !isUntouched ? at : -1;
  }

  /** A delimiter that would not open or close beside what stands there gets a reference for its neighbour. */
  #addDelimiter(piece: Extract<Piece, { kind: 'delimiter' }>, index: number): void {
    const text = this.#textOf(piece);
    const isNew = piece.text === null || /^[*_~]+$/.test(piece.text);
    if (isNew) {
      const before = lastCharacter(this.#written.slice(-2));
      // Delimiters of the same character side by side open and close as one.
      const run = new RegExp(`^[${text.charAt(0)}]+`);
      const after = firstCharacter(this.#plainFrom(index + 1, 8).replace(run, ''));
      if (before === text.charAt(0) && this.#pieces[index - 1]?.kind === 'delimiter') {
        this.#written += text;
        return;
      }
      const works = piece.side === 'open' ? canOpen(text, before, after) : canOpen(text, after, before);
      if (!works && piece.side === 'open' && before !== '' && !blank.test(before)) {
        this.#written = this.#written.slice(0, this.#written.length - before.length) + asReference(before);
      } else if (!works && piece.side === 'close') {
        this.#written += text;
        this.#referNext = true;
        return;
      }
    }
    this.#written += text;
  }
}

/** The flanking rules of CommonMark, from the outside in; closing is opening seen in a mirror. */
function canOpen(delimiter: string, outside: string, inside: string): boolean {
  if (blank.test(inside)) return false;
  const flanks = !mark.test(inside) || blank.test(outside) || mark.test(outside);
  if (!delimiter.startsWith('_')) return flanks;
  const flanksOther = !blank.test(outside) && (!mark.test(outside) || mark.test(inside));
  return flanks && (!flanksOther || mark.test(outside));
}

/** For each run of attention the characters to write it with: the majority's, unless they would melt into a neighbour. */
function chooseDelimiters(pieces: readonly Piece[], { style }: InlineTarget): ReadonlyMap<MarkRun, string> {
  const chosen = new Map<MarkRun, string>();
  const runs = new Set(
    pieces.flatMap((piece) => (piece.kind === 'delimiter' && piece.text === null ? [piece.run] : [])),
  );
  const ordered = [...runs].sort((a, b) => strength(a) - strength(b));
  for (const run of ordered) {
    const name = run.mark.type.name;
    if (name === 'strike') {
      chosen.set(run, '~~');
      continue;
    }
    const length = name === 'bold' ? 2 : 1;
    const wanted = name === 'bold' ? style.strong : style.emphasis;
    const other = wanted.startsWith('*') ? '_' : '*';
    const touched = touching(pieces, run, chosen);
    const melts = touched.includes(wanted.charAt(0)) && !touched.includes(other);
    const isInWord = wanted.startsWith('_') && touchesWord(pieces, run) && !touched.includes('*');
    chosen.set(run, melts || isInWord ? other.repeat(length) : wanted);
  }
  return chosen;
}

function strength({ mark }: MarkRun): number {
  return mark.type.name === 'bold' ? 0 : 1;
}

function touching(pieces: readonly Piece[], run: MarkRun, chosen: ReadonlyMap<MarkRun, string>): string {
  const textOf = (piece: Piece | undefined): string => {
    if (piece === undefined || piece.kind === 'break') return '';
    return piece.kind === 'delimiter' ? (piece.text ?? chosen.get(piece.run) ?? '') : piece.text;
  };
  let touched = '';
  pieces.forEach((piece, index) => {
    if (piece.kind !== 'delimiter' || piece.run !== run) return;
    touched += textOf(pieces[index - 1]).slice(-1) + textOf(pieces[index + 1]).slice(0, 1);
  });
  return touched;
}

function touchesWord(pieces: readonly Piece[], run: MarkRun): boolean {
  return pieces.some((piece, index) => {
    if (piece.kind !== 'delimiter' || piece.run !== run) return false;
    const outside = pieces[piece.side === 'open' ? index - 1 : index + 1];
    if (outside === undefined || (outside.kind !== 'text' && outside.kind !== 'source')) return false;
    return /[\p{L}\p{N}]/u.test(piece.side === 'open' ? outside.text.slice(-1) : outside.text.slice(0, 1));
  });
}
