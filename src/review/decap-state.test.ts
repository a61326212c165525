import { expect, it } from 'vitest';
import { decapStateOf } from './decap-state.ts';

it.each([
  [['decap-cms/draft'], 'draft'],
  [['bug', 'decap-cms/pending_review'], 'pending-review'],
  [['decap-cms/pending_publish'], 'pending-publish'],
  [['netlify-cms/pending_review'], 'pending-review'],
  [['decap-cms/pending_publish', 'decap-cms/draft'], 'draft'],
  [['decap-cms/stale'], undefined],
  [['xdecap-cms/draft', 'draft', 'Decap-cms/draft'], undefined],
  [[], undefined],
] as const)('[V9] reads the labels %j as %s', (labels, state) => {
  expect(decapStateOf(labels)).toBe(state);
});

it('[V9] reads labels with the prefix that a site sets', () => {
  expect(decapStateOf(['our/pending_review', 'decap-cms/draft'], ['our/'])).toBe('pending-review');
});
