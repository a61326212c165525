import type { BlockDiff } from '#markdown';
import { expect, test } from 'vitest';
import { foldSame } from './fold-same.ts';

/** Blocks from signs: "." same, "*" changed. */
function blocks(signs: string): BlockDiff[] {
  return Array.from(signs, (sign) => ({
    change: sign === '.' ? 'same' : 'changed',
    move: null,
    shown: { kind: 'rule' },
  }));
}

function say(signs: string): string[] {
  return foldSame(blocks(signs)).map(
    ({ from, blocks: { length }, isFolded }) => `${from}+${length}${isFolded ? ' folded' : ''}`,
  );
}

test('unchanged blocks are folded but for one beside each change', () => {
  expect(say('.....*.....')).toEqual(['0+4 folded', '4+1', '5+1', '6+1', '7+4 folded']);
});

test('a single unchanged block is never folded away', () => {
  expect(say('..*...*')).toEqual(['0+1', '1+1', '2+1', '3+1', '4+1', '5+1', '6+1']);
});
