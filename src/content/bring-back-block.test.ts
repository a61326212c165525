import { expect, test } from 'vitest';
import { withBlockBack, withBlockNearby } from './bring-back-block.ts';
import { comparePosts } from './compare-posts.ts';

const before = '# Title\n\nFirst.\n\n    code\n\n- one\n- two\n\nLast words.\n';

/** The place of the first block that the later version does not have as it was. */
function lostIn(after: string, old = before): { before: string; after: string; index: number } {
  const { blocks } = comparePosts(old, after);
  return { before: old, after, index: blocks.findIndex(({ change }) => change === 'removed' || change === 'changed') };
}

test('a removed block comes back where it was, byte for byte', () => {
  for (const gone of ['First.\n\n', '- one\n- two\n\n', '    code\n\n', '\n\nLast words.'])
    expect(withBlockBack(lostIn(before.replace(gone, '')))).toBe(before);
});

test('a changed block is as it was again, and the rest stays as it is now', () => {
  const after = before.replace('First.', 'First, but with other words.').replace('Last words.', 'Other last words.');
  expect(withBlockBack(lostIn(after))).toBe(before.replace('Last words.', 'Other last words.'));
});

test('a block comes back with the line ends of the file that it goes into', () => {
  const after = before.replace('- one\n- two\n\n', '').replaceAll('\n', '\r\n');
  expect(withBlockBack(lostIn(after))).toBe(before.replaceAll('\n', '\r\n'));
});

test('the only block of a post comes back below its title and front matter', () => {
  const old = '---\ntitle: A\n---\n\nWords.\n';
  expect(withBlockBack(lostIn('---\ntitle: A\n---\n', old))).toBe(old);
  expect(withBlockBack(lostIn('# T\n', '# T\n\nWords.\n'))).toBe('# T\n\nWords.\n');
});

test('a block that was not lost is not brought back', () => {
  expect(withBlockBack({ before, after: before, index: 0 })).toBeUndefined();
  expect(withBlockBack({ before, after: before, index: 99 })).toBeUndefined();
});

test('in a text that has changed since, a block stands behind the nearest neighbour that is left, or at the end', () => {
  const lost = lostIn(before.replace('\n\nLast words.', ''));
  expect(withBlockNearby(lost, '# Title\n\nFirst.\n\nNew.\n')).toBe('# Title\n\nFirst.\n\nLast words.\n\nNew.\n');
  expect(withBlockNearby(lost, '# Title\n\nAll is new.\n')).toBe('# Title\n\nAll is new.\n\nLast words.\n');
});
