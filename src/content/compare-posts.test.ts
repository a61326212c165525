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
