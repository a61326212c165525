import { expect, it } from 'vitest';
import { countCallouts } from './callout-style.ts';

it('[E28] goes by what most callouts of the repository are', () => {
  expect(countCallouts([])).toBe('alert');
  expect(countCallouts(['::: note\na\n:::\n', ':::tip[x]\na\n:::\n', '> [!NOTE]\n> a\n'])).toBe('directive');
  expect(countCallouts([':::note\na\n:::\n', '> [!NOTE]\n> a\n'])).toBe('alert');
  expect(countCallouts(['!!! note "T"\n    a\n\n??? tip\n    b\n', '> [!NOTE]\n> a\n'])).toBe('admonition');
  expect(countCallouts(['!!! note\n    a\n', '> [!NOTE]\n> a\n'])).toBe('alert');
  expect(countCallouts([':::gallery\na\n:::\n'])).toBe('alert');
});
