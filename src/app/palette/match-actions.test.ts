import { expect, test } from 'vitest';
import { matchActions } from './match-actions.ts';

const actions = [
  'Focus mode',
  'Publish…',
  'Go to Posts',
  'Published versions…',
  'Discard changes…',
  'Go to Changes',
].map((label) => ({ label }));

const found = (query: string) => matchActions(actions, query).map(({ label }) => label);

test('an empty query means everything, in order', () => {
  expect(found('  ')).toEqual(actions.map(({ label }) => label));
});

test.each([
  ['publish', ['Publish…', 'Published versions…']],
  ['CHANGES', ['Discard changes…', 'Go to Changes']],
  ['go pos', ['Go to Posts']],
  ['fomo', ['Focus mode']],
  ['dischan', ['Discard changes…']],
  ['zzz', []],
])('%s finds what it may mean, best first', (query, expected) => {
  expect(found(query)).toEqual(expected);
});
