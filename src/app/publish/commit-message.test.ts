import { expect, test } from 'vitest';
import { suggestCommitMessage } from './commit-message.ts';

const edited = {
  path: 'posts/a.md',
  title: 'A title',
  kind: 'edited',
  content: 'text',
  updatedAt: 0,
  goesWith: [],
} as const;
const added = { path: 'posts/b.md', title: '', kind: 'added', content: 'text', updatedAt: 0, goesWith: [] } as const;

test('without a template the message says what is done to which post, or to how many', () => {
  expect(suggestCommitMessage([edited])).toBe('Edit A title');
  expect(suggestCommitMessage([added])).toBe('Add posts/b.md');
  expect(suggestCommitMessage([edited, added])).toBe('Edit 2 posts');
  expect(suggestCommitMessage([])).toBe('');
});

test('a template is filled in, and what it does not know stays', () => {
  expect(suggestCommitMessage([edited], 'content({{path}}): {{ action }} {{title}} {{who}}')).toBe(
    'content(posts/a.md): Edit A title {{who}}',
  );
  expect(suggestCommitMessage([{ ...edited, title: '$& {{path}}' }], '{{title}} ({{count}})')).toBe('$& {{path}} (1)');
  expect(suggestCommitMessage([edited, added], '{{action}} {{count}}: {{paths}}')).toBe(
    'Edit 2: posts/a.md, posts/b.md',
  );
});
