import { cleanup, renderHook } from '@testing-library/react';
import type { Changes } from '#workspace';
import { afterEach, expect, it } from 'vitest';
import { useGoneOut } from './use-gone-out.ts';

afterEach(cleanup);

const order = {
  paths: ['a.md'],
  message: 'Edit',
  author: { name: 'Ada', email: 'ada@example.test' },
  keepAuthor: false,
};

/** Drafts at these paths, and a commit for each of `waiting`. */
function changesOf(drafts: readonly string[], waiting: readonly string[]): Changes {
  const draft = { title: 'A', kind: 'edited', content: 'text', updatedAt: 1, goesWith: [] } as const;
  const commit = { oid: '1'.repeat(40), message: 'Edit', author: order.author, time: 1, parent: null };
  return {
    drafts: drafts.map((path) => ({ ...draft, path })),
    outbox: waiting.map((path) => ({ ...commit, paths: [path] })),
  };
}

/** What the hook says of an order of these paths as changes go on. */
function toldOf(paths: readonly string[], steps: readonly Changes[]): readonly boolean[] {
  const { result, rerender } = renderHook(({ changes }) => useGoneOut({ ...order, paths }, changes), {
    initialProps: { changes: steps[0] },
  });
  return steps.map((changes) => {
    rerender({ changes });
    return result.current;
  });
}

it('a commit that waited and does not any more has gone out', () => {
  expect(toldOf(['a.md'], [changesOf(['a.md'], []), changesOf([], ['a.md']), changesOf([], [])])).toEqual([
    false,
    false,
    true,
  ]);
});

it('other drafts are no matter', () => {
  expect(toldOf(['a.md'], [changesOf(['b.md'], ['a.md']), changesOf(['b.md'], [])])).toEqual([false, true]);
});

it('a draft that was never committed has not gone out', () => {
  expect(toldOf(['a.md'], [changesOf(['a.md'], []), changesOf([], [])])).toEqual([false, false]);
});

it.each([
  ['at the path of the order', ['a.md'], 'a.md'],
  ['of a commit that waited before the order', [], 'a.md'],
  ['under another name', ['a.md'], 'renamed.md'],
])('a commit that came back as a draft %s has not gone out', (_name, paths, back) => {
  expect(toldOf(paths, [changesOf([], ['a.md']), changesOf([back], [])])).toEqual([false, false]);
});

it('a draft at the path of a commit that waits leaves it open whether that has gone out', () => {
  expect(toldOf([], [changesOf(['a.md'], ['a.md']), changesOf(['a.md'], [])])).toEqual([false, false]);
});
