import type { Node } from 'prosemirror-model';
import { diffSequence } from '../diff-sequence.ts';
import { pairSimilar } from './pair-similar.ts';
import { countWords, sharedWords } from './shared-words.ts';

/** What became of the children of one container, in the order in which both versions can be read. */
export type AlignedNode =
  | { readonly kind: 'pair'; readonly old: Node; readonly fresh: Node; readonly isSame: boolean }
  | { readonly kind: 'removed'; readonly old: Node }
  | { readonly kind: 'added'; readonly fresh: Node }
  | { readonly kind: 'moved-from'; readonly old: Node; readonly move: number }
  | {
      readonly kind: 'moved-to';
      readonly old: Node;
      readonly fresh: Node;
      readonly isSame: boolean;
      readonly move: number;
    };

/** A block with fewer words is not said to have moved: it may just as well have been written again. */
const fewestWordsMoved = 4;
const leastShareMoved = 0.6;
const mostMovePairs = 40_000;

interface Move {
  readonly oldIndex: number;
  readonly freshIndex: number;
}

/** Finds what each child was: the equal ones in order, equal ones elsewhere, and between those the ones that are alike. */
export function alignNodes(old: readonly Node[], fresh: readonly Node[]): AlignedNode[] {
  const { oldIds, freshIds } = identify(old, fresh);
  const kept = diffSequence(oldIds, freshIds, (a, b) => a === b);
  const pairs = new Map<number, number>();
  kept.forEach((oldIndex, freshIndex) => {
    if (oldIndex >= 0) pairs.set(freshIndex, oldIndex);
  });
  const same = new Set(pairs.keys());
  const moves = exactMoves({ oldIds, freshIds, pairs, fresh });
  const moved = { old: new Set(moves.map((m) => m.oldIndex)), fresh: new Set(moves.map((m) => m.freshIndex)) };
  for (const gap of gapsOf(kept, old.length)) {
    const rows = range(gap.oldFrom, gap.oldTo).filter((index) => !moved.old.has(index));
    const columns = range(gap.freshFrom, gap.freshTo).filter((index) => !moved.fresh.has(index));
    const alike = pairSimilar(
      rows.flatMap((index) => old[index] ?? []),
      columns.flatMap((index) => fresh[index] ?? []),
    );
    for (const [row, column] of alike) {
      const [oldIndex, freshIndex] = [rows[row], columns[column]];
      if (oldIndex !== undefined && freshIndex !== undefined) pairs.set(freshIndex, oldIndex);
    }
  }
  moves.push(...similarMoves({ old, fresh, pairs, moves }));
  moves.sort((a, b) => a.freshIndex - b.freshIndex);
  return inOrder({ old, fresh, pairs, same, moves });
}

/** Equal nodes get equal numbers. */
function identify(old: readonly Node[], fresh: readonly Node[]) {
  const known = new Map<string, { readonly node: Node; readonly id: number }[]>();
  let next = 0;
  const idOf = (node: Node): number => {
    const key = `${node.type.name} ${node.textContent}`;
    const group = known.get(key) ?? [];
    known.set(key, group);
    const found = group.find((one) => one.node.eq(node));
    if (found !== undefined) return found.id;
    next += 1;
    group.push({ node, id: next });
    return next;
  };
  return { oldIds: old.map(idOf), freshIds: fresh.map(idOf) };
}

interface Gap {
  readonly oldFrom: number;
  readonly oldTo: number;
  readonly freshFrom: number;
  readonly freshTo: number;
}

function gapsOf(kept: readonly number[], oldLength: number): Gap[] {
  const gaps: Gap[] = [];
  let oldFrom = 0;
  let freshFrom = 0;
  const close = (oldTo: number, freshTo: number): void => {
    if (oldFrom < oldTo && freshFrom < freshTo) gaps.push({ oldFrom, oldTo, freshFrom, freshTo });
  };
  kept.forEach((oldIndex, freshIndex) => {
    if (oldIndex < 0) return;
    close(oldIndex, freshIndex);
    oldFrom = oldIndex + 1;
    freshFrom = freshIndex + 1;
  });
  close(oldLength, kept.length);
  return gaps;
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, step) => from + step);
}

function exactMoves(sides: {
  readonly oldIds: readonly number[];
  readonly freshIds: readonly number[];
  readonly pairs: ReadonlyMap<number, number>;
  readonly fresh: readonly Node[];
}): Move[] {
  const taken = new Set(sides.pairs.values());
  const left = new Map<number, number[]>();
  sides.oldIds.forEach((id, oldIndex) => {
    if (!taken.has(oldIndex)) left.set(id, [...(left.get(id) ?? []), oldIndex]);
  });
  const moves: Move[] = [];
  sides.freshIds.forEach((id, freshIndex) => {
    const node = sides.fresh[freshIndex];
    if (sides.pairs.has(freshIndex) || node === undefined || countWords(node) < fewestWordsMoved) return;
    const oldIndex = left.get(id)?.shift();
    if (oldIndex !== undefined) moves.push({ oldIndex, freshIndex });
  });
  return moves;
}

function similarMoves(sides: {
  readonly old: readonly Node[];
  readonly fresh: readonly Node[];
  readonly pairs: ReadonlyMap<number, number>;
  readonly moves: readonly Move[];
}): Move[] {
  const { old, fresh, pairs } = sides;
  const takenOld = new Set([...pairs.values(), ...sides.moves.map((move) => move.oldIndex)]);
  const takenFresh = new Set([...pairs.keys(), ...sides.moves.map((move) => move.freshIndex)]);
  const isLong = (node: Node | undefined): boolean => node !== undefined && countWords(node) >= 2 * fewestWordsMoved;
  const gone = range(0, old.length).filter((index) => !takenOld.has(index) && isLong(old[index]));
  const come = range(0, fresh.length).filter((index) => !takenFresh.has(index) && isLong(fresh[index]));
  if (gone.length * come.length > mostMovePairs) return [];
  const moves: Move[] = [];
  for (const freshIndex of come) {
    let best = { share: leastShareMoved, oldIndex: -1 };
    for (const oldIndex of gone) {
      const [before, after] = [old[oldIndex], fresh[freshIndex]];
      if (takenOld.has(oldIndex) || before === undefined || after === undefined || before.type !== after.type) continue;
      const share = sharedWords(before, after);
      if (share > best.share) best = { share, oldIndex };
    }
    if (best.oldIndex < 0) continue;
    takenOld.add(best.oldIndex);
    moves.push({ oldIndex: best.oldIndex, freshIndex });
  }
  return moves;
}

/** Before each pair what went, then what came. */
function inOrder(sides: {
  readonly old: readonly Node[];
  readonly fresh: readonly Node[];
  readonly pairs: ReadonlyMap<number, number>;
  readonly same: ReadonlySet<number>;
  readonly moves: readonly Move[];
}): AlignedNode[] {
  const { old, fresh, pairs, same, moves } = sides;
  const movedFrom = new Map(moves.map((move, number) => [move.oldIndex, number]));
  const movedTo = new Map(moves.map((move, number) => [move.freshIndex, { ...move, number }]));
  const aligned: AlignedNode[] = [];
  let oldAt = 0;
  let freshAt = 0;
  const passOld = (end: number): void => {
    for (; oldAt < end; oldAt += 1) {
      const node = old[oldAt];
      if (node === undefined) continue;
      const move = movedFrom.get(oldAt);
      aligned.push(
        move === undefined ? { kind: 'removed', old: node } : { kind: 'moved-from', old: node, move: move + 1 },
      );
    }
  };
  const passFresh = (end: number): void => {
    for (; freshAt < end; freshAt += 1) {
      const node = fresh[freshAt];
      if (node === undefined) continue;
      const move = movedTo.get(freshAt);
      const from = move === undefined ? undefined : old[move.oldIndex];
      aligned.push(
        move === undefined || from === undefined
          ? { kind: 'added', fresh: node }
          : { kind: 'moved-to', old: from, fresh: node, isSame: from.eq(node), move: move.number + 1 },
      );
    }
  };
  for (const freshIndex of range(0, fresh.length)) {
    const oldIndex = pairs.get(freshIndex);
    const [before, after] = [oldIndex === undefined ? undefined : old[oldIndex], fresh[freshIndex]];
    if (oldIndex === undefined || before === undefined || after === undefined) continue;
    passOld(oldIndex);
    passFresh(freshIndex);
    aligned.push({ kind: 'pair', old: before, fresh: after, isSame: same.has(freshIndex) });
    oldAt = oldIndex + 1;
    freshAt = freshIndex + 1;
  }
  passOld(old.length);
  passFresh(fresh.length);
  return aligned;
}
