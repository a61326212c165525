import type { Mark } from 'prosemirror-model';
import type { FreshAtom } from './diff-atoms.ts';
import type { SourceAtom, Wrap } from './source-atoms.ts';

/** A stretch of atoms under one mark, and the source delimiters it was written with, if it was. */
export interface MarkRun {
  readonly mark: Mark;
  start: number;
  /** Past the last atom. */
  end: number;
  wrap: Wrap | null;
}

/** The atoms of a text block with, for each, the old atom it keeps. */
export interface KeptAtoms {
  readonly fresh: readonly FreshAtom[];
  readonly old: readonly SourceAtom[];
  /** Indexes into `old`, or -1. */
  readonly kept: readonly number[];
}

const attentionMarks: ReadonlySet<string> = new Set(['bold', 'italic', 'strike']);
const nestingOrder = ['link', 'bold', 'italic', 'strike', 'code'];

/** Whether a mark is written with `*`, `_` or `~`, which can't stand beside a blank. */
export function isAttention(mark: Mark): boolean {
  return attentionMarks.has(mark.type.name);
}

/** Whether an atom is a blank that the delimiters of attention can't touch. */
export function isBlankAtom(atom: FreshAtom | undefined): boolean {
  if (atom === undefined) return true;
  if (atom.leaf !== null) return atom.leaf.type.name === 'hardBreak';
  return /\s/.test(atom.key) && !atom.marks.some(({ type }) => type.name === 'code');
}

/** Whether two neighbours were neighbours in the source too, so that what was between them can be written again. */
export function areNeighbours({ kept, old }: KeptAtoms, index: number): boolean {
  const here = kept[index] ?? -1;
  const before = kept[index - 1] ?? -1;
  return here > 0 && before === here - 1 && old[here]?.block === old[before]?.block;
}

/**
 * The longest stretches under each mark. A stretch of the source keeps its delimiters; two stretches of the source that have
 * grown together become one.
 */
export function markRuns(atoms: KeptAtoms): MarkRun[] {
  const runs: MarkRun[] = [];
  let active: MarkRun[] = [];
  atoms.fresh.forEach((atom, index) => {
    const wraps = atoms.old[atoms.kept[index] ?? -1]?.wraps ?? [];
    const next: MarkRun[] = [];
    for (const mark of atom.marks) {
      if (mark.type.name === 'code' && atom.leaf !== null) continue;
      const wrap = wraps.find((candidate) => candidate.mark.eq(mark)) ?? null;
      const running = active.find((run) => run.mark.eq(mark));
      const isApart = running !== undefined && staysApart({ running, wrap, index, atom }, atoms);
      if (running !== undefined && !isApart) {
        running.end = index + 1;
        running.wrap ??= wrap;
        next.push(running);
      } else {
        const run = { mark, start: index, end: index + 1, wrap };
        runs.push(run);
        next.push(run);
      }
    }
    active = next;
  });
  return runs.map((run) => withoutBlankEnds(run, atoms)).filter((run) => run.start < run.end);
}

interface Meeting {
  readonly running: MarkRun;
  readonly wrap: Wrap | null;
  readonly index: number;
  readonly atom: FreshAtom;
}

/** Code is innermost, so it ends wherever another mark begins or ends; others when the source had them side by side. */
function staysApart({ running, wrap, index, atom }: Meeting, atoms: KeptAtoms): boolean {
  const before = atoms.fresh[index - 1]?.marks ?? [];
  if (running.mark.type.name === 'code' && !sameMarks(before, atom.marks)) return true;
  return wrap !== null && running.wrap !== null && running.wrap !== wrap && areNeighbours(atoms, index);
}

function sameMarks(a: readonly Mark[], b: readonly Mark[]): boolean {
  return a.length === b.length && a.every((mark, index) => b[index]?.eq(mark) === true);
}

function withoutBlankEnds(run: MarkRun, atoms: KeptAtoms): MarkRun {
  if (!isAttention(run.mark)) return run;
  const isOwnEnd = (index: number, side: -1 | 1): boolean => {
    const at = atoms.kept[index] ?? -1;
    const holds = (old: SourceAtom | undefined): boolean => run.wrap !== null && old?.wraps.includes(run.wrap) === true;
    return holds(atoms.old[at]) && !holds(atoms.old[at + side]);
  };
  while (run.start < run.end && isBlankAtom(atoms.fresh[run.start]) && !isOwnEnd(run.start, -1)) run.start += 1;
  while (run.end > run.start && isBlankAtom(atoms.fresh[run.end - 1]) && !isOwnEnd(run.end - 1, 1)) run.end -= 1;
  return run;
}

/** Outer runs first: as the source nests them, then the longer, then links around bold around italic around code. */
export function compareRuns(a: MarkRun, b: MarkRun): number {
  if (a.mark.type.name === 'code' || b.mark.type.name === 'code') return rank(a) - rank(b);
  if (a.wrap !== null && b.wrap !== null && a.wrap !== b.wrap) {
    if (a.wrap.open.from <= b.wrap.open.from && a.wrap.close.to >= b.wrap.close.to) return -1;
    if (b.wrap.open.from <= a.wrap.open.from && b.wrap.close.to >= a.wrap.close.to) return 1;
  }
  return a.start - b.start || b.end - a.end || rank(a) - rank(b);
}

function rank({ mark }: MarkRun): number {
  return nestingOrder.indexOf(mark.type.name);
}
