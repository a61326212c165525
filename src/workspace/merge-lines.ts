import { diffIndices } from 'node-diff3';

/** A stretch of the merged text: lines that are settled, or two versions of the same lines of the base. */
export type MergedStretch = SettledStretch | ConflictingStretch;

export interface SettledStretch {
  readonly kind: 'settled';
  readonly lines: readonly string[];
}

export interface ConflictingStretch {
  readonly kind: 'conflict';
  readonly mine: readonly string[];
  readonly theirs: readonly string[];
  /** The lines of the base, from `from` up to, not including, `to`. */
  readonly from: number;
  readonly to: number;
}

/** Lines `from` to `to` (not included) of the base became `lines`. */
interface Hunk {
  readonly side: 'mine' | 'theirs';
  readonly from: number;
  readonly to: number;
  readonly lines: readonly string[];
}

export interface MergeLinesInput {
  readonly base: readonly string[];
  readonly mine: readonly string[];
  readonly theirs: readonly string[];
}

/**
 * Three-way merge by lines. Unlike diff3 (Khanna, Kunal, Pierce: "A Formal Investigation of Diff3") it takes changes of
 * neighbouring lines as changes of different lines: only changes of the same line, and insertions at the same place, are in
 * conflict. What both sides did alike is done once. Pure.
 */
export function mergeLines({ base, mine, theirs }: MergeLinesInput): readonly MergedStretch[] {
  const hunks = [...hunksOf('mine', base, mine), ...hunksOf('theirs', base, theirs)].sort(inOrder);
  const stretches: MergedStretch[] = [];
  let at = 0;
  for (let index = 0; index < hunks.length;) {
    const group = groupFrom(hunks, index);
    const { from, to } = rangeOf(group);
    stretches.push({ kind: 'settled', lines: base.slice(at, from) }, stretchOf(group, base));
    at = to;
    index += group.length;
  }
  return [...stretches, { kind: 'settled', lines: base.slice(at) }];
}

function hunksOf(side: Hunk['side'], base: readonly string[], changed: readonly string[]): readonly Hunk[] {
  return diffIndices([...base], [...changed]).map(({ buffer1: [from, length], buffer2Content }) => ({
    side,
    from,
    to: from + length,
    lines: buffer2Content,
  }));
}

/** An insertion stands before a change of the line it was made at. */
function inOrder(a: Hunk, b: Hunk): number {
  return a.from - b.from || a.to - b.to;
}

/** The hunks from `index` on that reach into each other. */
function groupFrom(hunks: readonly Hunk[], index: number): readonly Hunk[] {
  const group: Hunk[] = [];
  let end = -1;
  for (const hunk of hunks.slice(index)) {
    const isApart = group.length > 0 && !group.some((other) => collide(other, hunk)) && hunk.from >= end;
    if (isApart) break;
    group.push(hunk);
    end = Math.max(end, hunk.to);
  }
  return group;
}

function collide(a: Hunk, b: Hunk): boolean {
  if (a.from === a.to && b.from === b.to) return a.from === b.from;
  return a.from < b.to && b.from < a.to;
}

function rangeOf(group: readonly Hunk[]): { readonly from: number; readonly to: number } {
  return { from: Math.min(...group.map(({ from }) => from)), to: Math.max(...group.map(({ to }) => to)) };
}

function stretchOf(group: readonly Hunk[], base: readonly string[]): MergedStretch {
  const sides = new Set(group.map(({ side }) => side));
  const mine = versionOf(group, 'mine', base);
  const theirs = versionOf(group, 'theirs', base);
  if (sides.size === 1) return { kind: 'settled', lines: sides.has('mine') ? mine : theirs };
  const isSame = mine.length === theirs.length && mine.every((line, index) => line === theirs[index]);
  return isSame ? { kind: 'settled', lines: mine } : { kind: 'conflict', mine, theirs, ...rangeOf(group) };
}

/** The lines of the group's range as one side has them. */
function versionOf(group: readonly Hunk[], wanted: Hunk['side'], base: readonly string[]): readonly string[] {
  const { from, to } = rangeOf(group);
  const lines: string[] = [];
  let at = from;
  for (const { side, from: start, to: end, lines: written } of group) {
    if (side !== wanted) continue;
    for (const line of base.slice(at, start)) lines.push(line);
    for (const line of written) lines.push(line);
    at = end;
  }
  for (const line of base.slice(at, to)) lines.push(line);
  return lines;
}
