import type { BlockDiff } from '#markdown';

/** Blocks that are drawn together: one that changed or stands beside a change, or a run that stays as it was and is folded. */
export interface Stretch {
  /** The place of the first one among all blocks. */
  readonly from: number;
  readonly blocks: readonly BlockDiff[];
  readonly isFolded: boolean;
}

/** A run of fewer is not worth a fold. */
const fewestFolded = 2;

/** Leaves one unchanged block on each side of a change in sight, and folds the others; those that are kept count as changed. */
export function foldSame(
  blocks: readonly BlockDiff[],
  isKept: (index: number) => boolean = () => false,
): readonly Stretch[] {
  const stretches: Stretch[] = [];
  const isSame = (index: number): boolean => (blocks[index]?.change ?? 'same') === 'same' && !isKept(index);
  const isFar = (index: number): boolean => isSame(index - 1) && isSame(index) && isSame(index + 1);
  for (let from = 0; from < blocks.length;) {
    let to = from + 1;
    if (isFar(from)) while (to < blocks.length && isFar(to)) to += 1;
    const isFolded = isFar(from) && to - from >= fewestFolded;
    stretches.push({ from, blocks: blocks.slice(from, to), isFolded });
    from = to;
  }
  return stretches;
}
