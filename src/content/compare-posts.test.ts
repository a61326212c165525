import { expect, test } from 'vitest';
import { comparePosts } from './compare-posts.ts';

const post = '# A title\n\n<div class="writerName"> \nAda\n</div>\n\nFirst paragraph.\n\nSecond one.\n';

test('a changed title and author are fields, not blocks', () => {
  const diff = comparePosts(post, post.replace('A title', 'The title').replace('Ada', 'Ada L.'));
  expect(diff.fields.map(({ field, before, after }) => [field, before, after])).toEqual([
    ['title', 'A title', 'The title'],
    ['authorName', 'Ada', 'Ada L.'],
  ]);
  expect(diff.blocks.map(({ change }) => change)).toEqual(['same', 'same']);
  expect(diff.isSame).toBe(false);
});

test('a new post is all added, a deleted one all removed', () => {
  expect(comparePosts(null, post).blocks.map(({ change }) => change)).toEqual(['added', 'added']);
  expect(comparePosts(post, null).blocks.map(({ change }) => change)).toEqual(['removed', 'removed']);
});

test('front matter that is no field is compared by lines', () => {
  const before = '---\ntitle: One\ntags: [a]\ndraft: true\n---\nText\n';
  const diff = comparePosts(before, before.replace('One', 'Two').replace('[a]', '[a, b]'));
  expect(diff.fields.map(({ field }) => field)).toEqual(['title']);
  expect(diff.frontMatter).toEqual([
    { change: 'removed', text: 'tags: [a]' },
    { change: 'added', text: 'tags: [a, b]' },
  ]);
});

test('texts that differ only in line ends and spacing are the same for readers', () => {
  expect(comparePosts(post, post.replaceAll('\n', '\r\n')).isSame).toBe(true);
  expect(comparePosts(post, post.replace('\n\nSecond', '\n\n\n\nSecond')).isSame).toBe(true);
});

test('each block knows its lines in the later file, whatever went and whatever its line ends are', () => {
  const after = post
    .replace('First paragraph.', 'The first\nparagraph, changed.')
    .replace('Second', '- a\n- b\n\nThird');
  const expected = [
    { from: 7, to: 8 },
    { from: 10, to: 11 },
    { from: 13, to: 13 },
  ];
  expect(comparePosts(post, after).lines.filter((span) => span !== null)).toEqual(expected);
  const windows = after.replaceAll('\n', '\r\n');
  expect(comparePosts(post, windows).lines.filter((span) => span !== null)).toEqual(expected);
  const { blocks, lines } = comparePosts(post, post.replace('First paragraph.\n\n', ''));
  expect(blocks.map(({ change }, index) => [change, lines[index] ?? null])).toEqual([
    ['removed', null],
    ['same', { from: 7, to: 7 }],
  ]);
});
