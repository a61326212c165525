import { describe, expect, it } from 'vitest';
import { markerNumbers } from './marker-numbers.ts';

describe('The numbers that a marker of a list stands for', () => {
  it.each([
    ['3.', [3]],
    ['(12)', [12]],
    ['1.3.', [3]],
    ['2', [2]],
    ['c)', [3, 100]],
    ['aa.', [27]],
    ['iv.', [4]],
    ['XIV.', [14]],
    ['i.', [9, 1]],
    ['·', []],
    ['-', []],
    ['', []],
  ])('[E60] of %j are %j', (marker, numbers) => {
    expect(markerNumbers(marker)).toStrictEqual(numbers);
  });
});
