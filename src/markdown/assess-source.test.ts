import { describe, expect, it } from 'vitest';
import { assessSource } from './assess-source.ts';
import { parseTree } from './parse-tree.ts';

describe('assessSource', () => {
  it.each([
    ['an empty text', ''],
    ['a long text', 'A word or two with *stress* and a [link](x).\n\n'.repeat(12_000)],
    ['a long tight list of links', '- [a](b) *c*\n'.repeat(5_000)],
    ['a long table', '| [a](b) | *c* |\n'.repeat(1_400)],
    ['many definitions', '[a]: b\n'.repeat(5_000)],
    ['deep but ordinary nesting', `${'> '.repeat(20)}- a`],
    ['an indented line of code', `${' '.repeat(120)}a`],
  ])('[R12] leaves %s to the rich editor', (_name, source) => {
    expect(assessSource(source)).toEqual({ kind: 'rich' });
  });

  it.each([
    ['a megabyte', 'word \n\n'.repeat(150_000)],
    ['a paragraph of references', '&amp;'.repeat(15_000)],
    ['a paragraph of code spans', '`a` '.repeat(20_000)],
    ['an endless table', '| a | b |\n'.repeat(2_000)],
    ['quotes in quotes', '>'.repeat(5_000)],
    ['lists in lists', '- '.repeat(5_000)],
    ['lists that step inwards', Array.from({ length: 200 }, (_, index) => `${'  '.repeat(index)}- a`).join('\n')],
    ['open brackets', '['.repeat(5_000)],
    ['brackets over many lines', 'a]\n'.repeat(5_000)],
    ['asterisks', '*a '.repeat(5_000)],
    ['a run of underscores with text', `${'_'.repeat(5_000)}a`],
  ])('[R12] shows %s as source', (_name, source) => {
    expect(assessSource(source)).toMatchObject({ kind: 'source-only' });
  });

  it('[R12] lets through only what the parser can take', () => {
    for (const source of [
      `${'*a '.repeat(990)}${'b*'.repeat(990)}`,
      '- '.repeat(99),
      '>'.repeat(99),
      `${'['.repeat(1400)}a${'](b)'.repeat(1400)}`,
    ]) {
      expect(assessSource(source).kind).toBe('rich');
      expect(parseTree(source).type).toBe('root');
    }
  });
});
