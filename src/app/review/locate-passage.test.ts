import { expect, test } from 'vitest';
import { countWords, locatePassage } from './locate-passage.ts';

const text = '# One\n\nThe boats come\nin early. The boats leave.\n\nA **bold** word.\n';

test('words are found where they stand, also over a line end', () => {
  expect(locatePassage(text, { from: 3, to: 4 }, { words: 'come in early', nth: 0 })).toEqual({
    startLine: 3,
    startColumn: 11,
    endLine: 4,
    endColumn: 9,
  });
});

test('of words that stand twice the picked ones are meant', () => {
  const nth = countWords('The boats come in early. ', 'The boats');
  expect(locatePassage(text, { from: 3, to: 4 }, { words: 'The boats', nth })).toMatchObject({
    startLine: 4,
    startColumn: 11,
  });
});

test('words that the source does not have as they are shown give the whole lines', () => {
  expect(locatePassage(text, { from: 6, to: 6 }, { words: 'A bold word', nth: 0 })).toEqual({ startLine: 6 });
  expect(locatePassage(text, { from: 3, to: 4 })).toEqual({ startLine: 3, endLine: 4 });
});

test('signs in the words mean themselves', () => {
  expect(locatePassage('Cost: (5.0*2)', { from: 1, to: 1 }, { words: '(5.0*2)', nth: 0 })).toMatchObject({
    startColumn: 7,
    endColumn: 14,
  });
});
