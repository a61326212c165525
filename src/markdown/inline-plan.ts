import { joinLines, linesWithin } from './line-prefix.ts';
import { imageText, isSelfLink, linkClose } from './link-text.ts';
import {
  areNeighbours,
  compareRuns,
  isAttention,
  isBlankAtom,
  markRuns,
  type KeptAtoms,
  type MarkRun,
} from './mark-runs.ts';
import type { SourceAtom } from './source-atoms.ts';
import type { InlineTarget } from './write-inline.ts';

/**
 * A part of a line in the making. `text` is new text, still to be escaped; `source` is written as it is, and where it
 * `startsLine` it did so before, or is a delimiter;
 * `delimiter` opens or closes a run of attention and has its characters chosen last; `break` ends a line.
 */
export type Piece =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'source'; readonly text: string; readonly startsLine: boolean }
  | { readonly kind: 'delimiter'; readonly run: MarkRun; readonly side: 'open' | 'close'; readonly text: string | null }
  | { readonly kind: 'break'; readonly text: string };

/** Lines up kept source, new text and delimiters in the order in which they are written. */
export function inlinePlan(given: KeptAtoms, target: InlineTarget): Piece[] {
  const atoms = withoutLostContext(given);
  const runs = withoutBrokenAddresses(markRuns(atoms), atoms, target);
  const planner = new Planner(runs.atoms, runs.runs, target);
  return planner.plan();
}

/** Source that changes between code and text says something else there, so it is written anew. */
function withoutLostContext({ fresh, old, kept }: KeptAtoms): KeptAtoms {
  return {
    fresh,
    old,
    kept: kept.map((at, index) => {
      const atom = old[at];
      const now = fresh[index];
      if (atom === undefined || now === undefined) return -1;
      const wasCode = atom.wraps.some(({ kind }) => kind === 'code');
      const isCode = atom.leaf === null && now.marks.some(({ type }) => type.name === 'code');
      const lostAddress = atom.wraps.some(
        (wrap) => wrap.kind === 'fixed' && !now.marks.some((mark) => mark.eq(wrap.mark)),
      );
      return (wasCode !== isCode && !(atom.wraps.length === 0 && atom.isSoftBreak && !isCode)) || lostAddress ? -1 : at;
    }),
  };
}

/** An autolink whose text has changed is no longer its own address: the link is written in full. */
function withoutBrokenAddresses(
  runs: MarkRun[],
  atoms: KeptAtoms,
  { level }: InlineTarget,
): { runs: MarkRun[]; atoms: KeptAtoms } {
  const kept = [...atoms.kept];
  for (const run of runs) {
    if (run.wrap?.kind !== 'fixed') continue;
    const isBare = run.wrap.open.from === run.wrap.open.to;
    const isCut = runs.some((other) => isInside(other.start, run) || isInside(other.end, run));
    if (!isCut && isIntact(run, atoms) && !(isBare && level !== 'none' && touchesNewText(run, atoms))) continue;
    run.wrap = null;
    for (let index = run.start; index < run.end; index += 1) kept[index] = -1;
  }
  return { runs, atoms: { ...atoms, kept } };
}

function isInside(at: number, { start, end }: MarkRun): boolean {
  return start < at && at < end;
}

/** An address without brackets takes in the letters beside it, so they must be the ones that were there. */
function touchesNewText(run: MarkRun, atoms: KeptAtoms): boolean {
  const isNew = (index: number): boolean =>
    !isBlankAtom(atoms.fresh[index]) && !areNeighbours(atoms, Math.max(index, run.start));
  return isNew(run.start - 1) || (!isBlankAtom(atoms.fresh[run.end]) && !areNeighbours(atoms, run.end));
}

function isIntact(run: MarkRun, { kept, old }: KeptAtoms): boolean {
  const first = kept[run.start] ?? -1;
  const { wrap } = run;
  if (first < 0 || wrap === null) return false;
  const length = run.end - run.start;
  for (let step = 0; step < length; step += 1) {
    if (kept[run.start + step] !== first + step || old[first + step]?.wraps.includes(wrap) !== true) return false;
  }
  return old[first - 1]?.wraps.includes(wrap) !== true && old[first + length]?.wraps.includes(wrap) !== true;
}

function oneLine(lines: readonly string[]): string {
  return lines.map((line, index) => (index === 0 ? line.trimEnd() : line.trim())).join(' ');
}

function runsPerAtom(runs: readonly MarkRun[], count: number): MarkRun[][] {
  const stacks: MarkRun[][] = Array.from({ length: count }, () => []);
  for (const run of runs) {
    for (let index = run.start; index < run.end; index += 1) stacks[index]?.push(run);
  }
  for (const stack of stacks) if (stack.length > 1) stack.sort(compareRuns);
  return stacks;
}

class Planner {
  readonly #atoms: KeptAtoms;
  readonly #runs: readonly MarkRun[];
  readonly #target: InlineTarget;
  /** For each atom the runs it is in, outermost first. */
  readonly #running: readonly (readonly MarkRun[])[];
  readonly #pieces: Piece[] = [];
  #open: MarkRun[] = [];

  constructor(atoms: KeptAtoms, runs: readonly MarkRun[], target: InlineTarget) {
    this.#atoms = atoms;
    this.#runs = runs;
    this.#target = target;
    this.#running = runsPerAtom(runs, atoms.fresh.length);
  }

  plan(): Piece[] {
    const { fresh } = this.#atoms;
    const stacks = this.#stacks();
    fresh.forEach((_, index) => {
      this.#moveTo(stacks[index] ?? [], index);
      this.#addAtom(index);
    });
    const last = this.#old(fresh.length - 1);
    const tail = last === undefined ? null : this.#edge(last, fresh.length - 1, 1);
    if (tail !== null && last !== undefined) this.#addSource(tail.from, tail.to, last, true);
    else this.#moveTo([], fresh.length);
    return this.#pieces;
  }

  #stacks(): (readonly MarkRun[])[] {
    const stacks = this.#running;
    return stacks.map((stack, index) => (this.#isMovableBlank(index) ? this.#blankStack(stacks, index) : stack));
  }

  #isMovableBlank(index: number): boolean {
    return isBlankAtom(this.#atoms.fresh[index]) && !this.#isAsWritten(index);
  }

  /** A delimiter of attention can't stand beside a blank, so a blank has only those that stay open from word to word. */
  #blankStack(stacks: readonly (readonly MarkRun[])[], index: number): MarkRun[] {
    const { fresh } = this.#atoms;
    let before = index - 1;
    let after = index + 1;
    while (before >= 0 && isBlankAtom(fresh[before])) before -= 1;
    while (after < fresh.length && isBlankAtom(fresh[after])) after += 1;
    const left = stacks[before] ?? [];
    const right = stacks[after] ?? [];
    let shared = 0;
    while (shared < left.length && left[shared] === right[shared]) shared += 1;
    const open = new Set(left.slice(0, shared));
    return (stacks[index] ?? []).filter((run) => open.has(run) || !isAttention(run.mark));
  }

  #old(index: number): SourceAtom | undefined {
    return this.#atoms.old[this.#atoms.kept[index] ?? -1];
  }

  /** Whether an atom still has just the marks it was written with, each by its own delimiters. */
  #isAsWritten(index: number): boolean {
    const old = this.#old(index);
    const marks = this.#atoms.fresh[index]?.marks ?? [];
    if (old === undefined || this.#target.keep !== 'source') return false;
    const running = this.#running[index] ?? [];
    return (
      marks.length === new Set(old.wraps.map(({ mark }) => mark.type.name)).size &&
      running.length === marks.length &&
      running.every(({ wrap }) => wrap !== null && old.wraps.includes(wrap) && this.#closeOf(wrap) === null)
    );
  }

  #moveTo(stack: readonly MarkRun[], index: number): void {
    const here = this.#old(index);
    const isBetween = index > 0 && index < this.#atoms.fresh.length && areNeighbours(this.#atoms, index);
    const before = this.#old(index - 1);
    if (
      isBetween &&
      here !== undefined &&
      before !== undefined &&
      this.#isAsWritten(index) &&
      this.#isAsWritten(index - 1)
    ) {
      this.#addSource(before.to, here.from, here, true);
      this.#open = [...stack];
      return;
    }
    const head = index === 0 && here !== undefined ? this.#edge(here, 0, -1) : null;
    if (head !== null && here !== undefined) {
      this.#addSource(head.from, head.to, here, true);
      this.#open = [...stack];
      return;
    }
    let shared = 0;
    while (shared < stack.length && this.#open[shared] === stack[shared]) shared += 1;
    for (const run of this.#open.slice(shared).reverse()) this.#addDelimiter(run, 'close');
    for (const run of stack.slice(shared)) this.#addDelimiter(run, 'open');
    this.#open = [...stack];
  }

  /** The delimiters at the very start or end of a text block, when its first or last atom is still in its place. */
  #edge(atom: SourceAtom, index: number, side: -1 | 1): { from: number; to: number } | null {
    const neighbour = this.#atoms.old[(this.#atoms.kept[index] ?? -1) + side];
    if (neighbour?.block === atom.block || !this.#isAsWritten(index)) return null;
    const outer = atom.wraps[0];
    if (side === -1) return { from: outer?.open.from ?? atom.from, to: atom.from };
    return { from: atom.to, to: outer?.close.to ?? atom.to };
  }

  #addAtom(index: number): void {
    const atom = this.#atoms.fresh[index];
    const old = this.#old(index);
    if (atom === undefined) return;
    const isCode = atom.leaf === null && atom.marks.some(({ type }) => type.name === 'code');
    if (old !== undefined && (old.isSoftBreak || old.leaf?.type.name === 'hardBreak'))
      return this.#addKeptBreak(index, old);
    if (this.#isBlankText(index) && this.#pieces.at(-1)?.kind === 'break') return;
    if (old !== undefined) return this.#addSource(old.from, old.to, old, this.#startedLine(index, old));
    if (atom.leaf !== null) return this.#addLeaf(index);
    if (isCode) return this.#addCode(atom.key);
    if (this.#open.some((run) => this.#isSelfLinkRun(run))) {
      this.#pieces.push({ kind: 'source', text: atom.key, startsLine: false });
      return;
    }
    this.#pieces.push({ kind: 'text', text: atom.key });
  }

  #startedLine(index: number, old: SourceAtom): boolean {
    const before = this.#atoms.old[(this.#atoms.kept[index] ?? 0) - 1];
    const oldStart =
      before?.block !== old.block ? 'block' : before.isSoftBreak || before.leaf?.type.name === 'hardBreak';
    return index === 0 ? oldStart === 'block' : oldStart === true && this.#pieces.at(-1)?.kind === 'break';
  }

  #addKeptBreak(index: number, old: SourceAtom): void {
    const { isOneLine, lineEnd, source } = { ...this.#target, lineEnd: this.#target.style.lineEnd };
    const raw = source.slice(old.from, old.to);
    if (!/[\r\n]/.test(raw)) return this.#addSource(old.from, old.to, old);
    const isHard = old.leaf !== null;
    if (isOneLine) {
      if (isHard) this.#pieces.push({ kind: 'source', text: '<br>', startsLine: false });
      else this.#pieces.push({ kind: 'text', text: ' ' });
      return;
    }
    // A blank at the end of a line would be lost, or make a hard break of it; the line end shows as a blank itself.
    if (!isHard) while (this.#endsInBlank(index)) this.#pieces.pop();
    const isAtLineStart = this.#pieces.length === 0 || this.#pieces.at(-1)?.kind === 'break';
    if (isHard && isAtLineStart) this.#pieces.push({ kind: 'break', text: `\\${lineEnd}${this.#target.prefix}` });
    else this.#pieces.push({ kind: 'break', text: this.#moved(old.from, old.to, old) });
  }

  #isBlankText(index: number): boolean {
    const atom = this.#atoms.fresh[index];
    return atom?.leaf === null && /[ \t]/.test(atom.key) && isBlankAtom(atom);
  }

  #endsInBlank(index: number): boolean {
    const last = this.#pieces.at(-1);
    return (
      (last?.kind === 'text' || last?.kind === 'source') && /^[ \t]$/.test(last.text) && this.#isBlankText(index - 1)
    );
  }

  #addLeaf(index: number): void {
    const leaf = this.#atoms.fresh[index]?.leaf;
    const { style, prefix, isOneLine, isCell } = this.#target;
    const last = this.#pieces.at(-1);
    if (leaf?.type.name === 'hardBreak') {
      if (isOneLine || this.#target.level === 'all') {
        this.#pieces.push({ kind: 'source', text: '<br>', startsLine: false });
        return;
      }
      const isAtLineStart = last === undefined || last.kind === 'break';
      const marker = style.hardBreak === 'backslash' || isAtLineStart ? '\\' : '  ';
      this.#pieces.push({ kind: 'break', text: marker + style.lineEnd + prefix });
      return;
    }
    if (leaf?.type.name === 'image') {
      this.#pieces.push({ kind: 'source', text: imageText(leaf, { isCell }), startsLine: false });
      return;
    }
    const lines = String(leaf?.attrs['source'] ?? '').split('\n');
    const text = isOneLine ? oneLine(lines) : joinLines(lines, { lineEnd: style.lineEnd, prefix });
    this.#pieces.push({ kind: 'source', text, startsLine: false });
  }

  #addCode(character: string): void {
    const text = this.#target.isCell && character === '|' ? String.raw`\|` : character;
    this.#pieces.push({ kind: 'source', text, startsLine: false });
  }

  #addSource(from: number, to: number, atom: SourceAtom, startsLine = false): void {
    if (from >= to) return;
    this.#pieces.push({ kind: 'source', text: this.#moved(from, to, atom), startsLine });
  }

  /** A slice of the source with its lines' beginnings made those of the place it is written to. */
  #moved(from: number, to: number, atom: SourceAtom): string {
    const { source, prefix, style, isOneLine } = this.#target;
    const raw = source.slice(from, to);
    if (!/[\r\n]/.test(raw) || (atom.block.container.prefix === prefix && !isOneLine)) return raw;
    const lines = linesWithin(source, { from, to, container: atom.block.container });
    return isOneLine ? oneLine(lines) : joinLines(lines, { lineEnd: style.lineEnd, prefix });
  }

  #addDelimiter(run: MarkRun, side: 'open' | 'close'): void {
    this.#pieces.push({ kind: 'delimiter', run, side, text: this.#delimiterText(run, side) });
  }

  /** Null for attention whose characters depend on what will stand beside it. */
  #delimiterText(run: MarkRun, side: 'open' | 'close'): string | null {
    const { source, isCell } = this.#target;
    const { mark, wrap } = run;
    if (mark.type.name === 'code') return this.#codeDelimiter(run, side);
    if (isAttention(mark)) return wrap === null ? null : source.slice(wrap[side].from, wrap[side].to);
    if (wrap !== null) {
      const range = wrap[side];
      const atom = this.#old(run.start) ?? this.#old(run.end - 1);
      const close = side === 'close' ? this.#closeOf(wrap) : null;
      return (
        close ?? (atom === undefined ? source.slice(range.from, range.to) : this.#moved(range.from, range.to, atom))
      );
    }
    if (this.#isSelfLinkRun(run)) return side === 'open' ? '<' : '>';
    return side === 'open' ? '[' : linkClose(mark, { isCell });
  }

  /** Whether a run is written as `<address>`: a link without other marks inside that is its own address. */
  #isSelfLinkRun(run: MarkRun): boolean {
    const { mark, wrap } = run;
    return wrap === null && isSelfLink(mark, this.#textOf(run)) && this.#isAloneUnder(run);
  }

  #isAloneUnder({ start, end }: MarkRun): boolean {
    const inside = this.#runs.filter((run) => run.start < end && run.end > start);
    return (
      inside.every((run) => run.start <= start && run.end >= end) &&
      this.#atoms.fresh.slice(start, end).every((atom) => atom.leaf === null)
    );
  }

  #textOf(run: MarkRun): string {
    return this.#atoms.fresh
      .slice(run.start, run.end)
      .map(({ key }) => key)
      .join('');
  }

  /** A reference whose text is its label names the label on its own once the text is edited. Null when nothing changes. */
  #closeOf(wrap: NonNullable<MarkRun['wrap']>): string | null {
    if (wrap.kind !== 'label') return null;
    const run = this.#runs.find((candidate) => candidate.wrap === wrap);
    if (run === undefined || isIntact(run, this.#atoms)) return null;
    const first =
      this.#old(run.start) ?? this.#old(run.end - 1) ?? this.#atoms.old.find(({ wraps }) => wraps.includes(wrap));
    if (first === undefined) return null;
    const { container } = first.block;
    const label = linesWithin(this.#target.source, { from: wrap.open.to, to: wrap.close.from, container });
    return `][${oneLine(label)}]`;
  }

  #codeDelimiter(run: MarkRun, side: 'open' | 'close'): string {
    const text = this.#textOf(run);
    const { source } = this.#target;
    const raw = run.wrap === null ? '' : source.slice(run.wrap.open.from, run.wrap.open.to);
    const written = /^`+/.exec(raw)?.[0].length ?? 1;
    const taken = new Set((text.match(/`+/g) ?? []).map((ticks) => ticks.length));
    let count = written;
    while (taken.has(count)) count += 1;
    const atom = this.#old(run.start) ?? this.#old(run.end - 1);
    if (run.wrap !== null && atom !== undefined && count === written && raw.length > written)
      return this.#moved(run.wrap[side].from, run.wrap[side].to, atom);
    const needsPadding =
      text.startsWith('`') || text.endsWith('`') || (text.startsWith(' ') && text.endsWith(' ') && text.trim() !== '');
    const padding = needsPadding || (raw.length > written && text.trim() !== '') ? ' ' : '';
    return side === 'open' ? '`'.repeat(count) + padding : padding + '`'.repeat(count);
  }
}
