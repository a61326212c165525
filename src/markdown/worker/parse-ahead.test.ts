import { expect, it } from 'vitest';
import { inPlaceMarkdown, type MarkdownEngine } from './markdown-engine.ts';
import { withParseAhead } from './parse-ahead.ts';

/** An engine that writes down what it parses; `fails` says which times it can not. */
function engine(parsed: string[], fails: readonly number[] = []): MarkdownEngine {
  return {
    ...inPlaceMarkdown,
    parse(source) {
      parsed.push(source);
      return fails.includes(parsed.length) ? Promise.reject(new Error('stopped')) : inPlaceMarkdown.parse(source);
    },
  };
}

it('gives a text that was parsed ahead without parsing it again, and gives it once', async () => {
  const parsed: string[] = [];
  const ahead = withParseAhead(engine(parsed));
  await Promise.all([ahead.parseAhead('# A\n'), ahead.parseAhead('# A\n')]);
  expect(parsed).toEqual(['# A\n']);
  const first = await ahead.parse('# A\n');
  expect(parsed).toEqual(['# A\n']);
  const second = await ahead.parse('# A\n');
  expect(second.document.eq(first.document)).toBe(true);
  expect(second).not.toBe(first);
  expect(parsed).toEqual(['# A\n', '# A\n']);
});

it('forgets a text when another is parsed ahead, and leaves others alone', async () => {
  const parsed: string[] = [];
  const ahead = withParseAhead(engine(parsed));
  await ahead.parseAhead('# A\n');
  expect((await ahead.parse('# B\n')).source).toBe('# B\n');
  await ahead.parseAhead('# C\n');
  expect((await ahead.parse('# A\n')).source).toBe('# A\n');
  expect(parsed).toEqual(['# A\n', '# B\n', '# C\n', '# A\n']);
});

it('tries a text again that could not be parsed ahead', async () => {
  const parsed: string[] = [];
  const ahead = withParseAhead(engine(parsed, [1]));
  await ahead.parseAhead('# A\n');
  expect((await ahead.parse('# A\n')).source).toBe('# A\n');
});
