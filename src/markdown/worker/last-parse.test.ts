import { expect, it } from 'vitest';
import { withLastParse } from './last-parse.ts';
import { inPlaceMarkdown } from './markdown-engine.ts';

it('parses a text once, also when it is asked for twice at the same time, and forgets it with the next', async () => {
  const parsed: string[] = [];
  const engine = withLastParse({
    ...inPlaceMarkdown,
    parse(source) {
      parsed.push(source);
      return inPlaceMarkdown.parse(source);
    },
  });
  const [one, same] = await Promise.all([engine.parse('# A\n'), engine.parse('# A\n')]);
  expect(one).toBe(same);
  expect((await engine.parse('# B\n')).source).toBe('# B\n');
  expect((await engine.parse('# A\n')).source).toBe('# A\n');
  expect(parsed).toEqual(['# A\n', '# B\n', '# A\n']);
});

it('tries a text again that could not be parsed', async () => {
  let tries = 0;
  const engine = withLastParse({
    ...inPlaceMarkdown,
    parse(source) {
      tries += 1;
      return tries === 1 ? Promise.reject(new Error('The worker stopped')) : inPlaceMarkdown.parse(source);
    },
  });
  await expect(engine.parse('# A\n')).rejects.toThrow('The worker stopped');
  expect((await engine.parse('# A\n')).source).toBe('# A\n');
});
