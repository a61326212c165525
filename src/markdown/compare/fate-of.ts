import { assertNever } from '#base';
import type { AlignedNode } from './align-nodes.ts';
import type { Fate } from './rendered-diff.ts';

/** What became of an aligned node, in one word and, where it moved, with the number of its move. */
export function fateOf(aligned: AlignedNode): Fate {
  switch (aligned.kind) {
    case 'pair':
      return { change: aligned.isSame ? 'same' : 'changed', move: null };
    case 'added':
    case 'removed':
      return { change: aligned.kind, move: null };
    case 'moved-from':
    case 'moved-to':
      return { change: aligned.kind, move: aligned.move };
    default:
      return assertNever(aligned);
  }
}
