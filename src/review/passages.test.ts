import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { movePassage, passageOf } from './move-passage.ts';
import { reviewBranchFor } from './review-branch.ts';
import { applySuggestion, readSuggestion, writeSuggestion } from './suggestion.ts';

const text = 'One\n\nThe quick brown fox.\n\nThree\n';

describe('a passage', () => {
  const range = { startLine: 3, startColumn: 5, endLine: 3, endColumn: 16 };

  it('follows its lines when text comes before them', () => {
    expect(passageOf(text, range)).toBe('quick brown');
    const moved = movePassage(text, range, `New\n\nMore\n\n${text}`);
    expect(moved).toEqual({ kind: 'kept', range: { ...range, startLine: 7, endLine: 7 } });
  });

  it('is found by its words when the rest of its line changed', () => {
    const after = text.replace('The quick', 'A very quick').replace('fox', 'dog');
    const moved = movePassage(text, range, after);
    expect(moved.kind === 'kept' && passageOf(after, moved.range)).toBe('quick brown');
  });

  it('is outdated when its words are gone', () => {
    expect(movePassage(text, range, text.replace('brown', 'red'))).toEqual({ kind: 'outdated' });
    expect(movePassage(text, { startLine: 99 }, 'x')).toEqual({ kind: 'outdated' });
  });

  it('holds the same words wherever it is found again', () => {
    const line = fc.constantFrom('a', 'b b', 'c', '', 'the end');
    const lines = fc.array(line, { maxLength: 12 });
    const isSame = fc.property(lines, lines, fc.nat({ max: 11 }), (before, after, at) => {
      const whole = { startLine: at + 1, endLine: at + 1 };
      const moved = movePassage(before.join('\n'), whole, after.join('\n'));
      const words = passageOf(before.join('\n'), whole);
      return moved.kind === 'outdated' || passageOf(after.join('\n'), moved.range) === words;
    });
    expect(fc.check(isSame).failed).toBe(false);
  });
});

describe('a suggestion', () => {
  it('reads back as the words that were written, fences in them included', () => {
    for (const words of ['Other words.', 'a\n```js\nb\n```', '````', 'two\nlines']) {
      expect(readSuggestion(writeSuggestion(words, 'Better:'))).toEqual({ before: 'Better:', words, after: '' });
    }
    expect(readSuggestion('no block')).toBeUndefined();
    expect(readSuggestion('```suggestion\nnever closed')).toBeUndefined();
  });

  it('takes the place of its passage and of nothing else, with the line ends of the text', () => {
    const range = { startLine: 3, startColumn: 5, endLine: 3, endColumn: 16 };
    expect(applySuggestion(text, range, 'slow')).toBe(text.replace('quick brown', 'slow'));
    expect(applySuggestion('a\r\nb\r\nc\r\n', { startLine: 2 }, 'x\ny')).toBe('a\r\nx\r\ny\r\nc\r\n');
    expect(applySuggestion('a\nb\nc\n', { startLine: 2 }, '')).toBe('a\nc\n');
    expect(applySuggestion('a\n', { startLine: 7 }, 'x')).toBeUndefined();
  });
});

describe('the branch of a review', () => {
  const none = new Set<string>();

  it('is named after the folder and the file of one post', () => {
    expect(reviewBranchFor(['posts/Hello World.md'], 'x', none)).toBe('refs/heads/cms/posts/hello-world');
    expect(reviewBranchFor(['content/blog/hello/index.md'], 'x', none)).toBe('refs/heads/cms/blog/hello');
    expect(reviewBranchFor(['README.md'], 'x', none)).toBe('refs/heads/cms/posts/readme');
    expect(reviewBranchFor(['posts/日本.md'], 'x', none)).toBe('refs/heads/cms/posts/日本');
  });

  it('is named after the title for several, and is never one that is taken or lies in another', () => {
    const first = 'refs/heads/cms/changes/spring-issue';
    expect(reviewBranchFor(['a.md', 'b.md'], 'Spring issue!', none)).toBe(first);
    expect(reviewBranchFor(['a.md', 'b.md'], 'Spring issue!', new Set([first]))).toBe(`${first}-2`);
    expect(reviewBranchFor(['a.md', 'b.md'], 'x', new Set(['refs/heads/cms/changes/x/y']))).toBe(
      'refs/heads/cms/changes/x-2',
    );
  });
});
