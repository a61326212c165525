import { describe, expect, it } from 'vitest';
import { problemKinds } from '../checks/problem.ts';
import { parseMarkdown } from '../parse-markdown.ts';
import { inspectSource } from './inspect-source.ts';
import { scanHeadings } from './scan-headings.ts';

const nothing = { images: [], links: [] };

function inspect(source: string, missing: Parameters<typeof inspectSource>[1]['missing'] = nothing) {
  const inspection = inspectSource(parseMarkdown(source), { checks: problemKinds, missing });
  const at = ({ from, to }: { readonly from: number; readonly to: number }): string => source.slice(from, to);
  return {
    ...inspection,
    headings: inspection.outline.map(({ level, text, position }) => [level, text, source.slice(position).slice(0, 6)]),
    found: inspection.problems.map((problem) => [problem.kind, at(problem)]),
  };
}

describe('inspectSource', () => {
  it('[D7] finds the headings where they stand in the source', () => {
    const { headings, unchecked } = inspect('\u{FEFF}One\r\n===\r\n\r\n> ## *Two*\r\n\r\n- a\r\n\r\n  ### Three\r\n');
    expect(headings).toEqual([
      [1, 'One', 'One\r\n='],
      [2, 'Two', '## *Tw'],
      [3, 'Three', '### Th'],
    ]);
    expect(unchecked).toBeNull();
  });

  it('[D7] finds problems, and places them in the source', () => {
    const source = '### Deep\n\nA [*gone*](gone.md) b ![](a.png) c[^1].\n\n- x\n\n[^2]: Note.\n';
    expect(inspect(source, { images: [], links: ['gone.md'] }).found).toEqual([
      ['skipped-heading', '### Deep'],
      ['broken-link', expect.stringContaining('gone')],
      ['missing-alt', '![](a.png)'],
      ['missing-footnote', '[^1]'],
      ['unused-footnote', '[^2]: Note.'],
    ]);
    expect(inspect(source).addresses).toEqual({ images: ['a.png'], links: ['gone.md'] });
  });

  it.each([
    ['skipped-heading', '# A\r\n\r\n* x\r\n\r\n### Deep __it__\r\n\r\nEnd', '### Deep', '## Deep'],
    [
      'broken-link',
      'A *[gone __b__](gone.md "T")*  \nline\n\n+ [c][g]\n\n[g]: gone.md\n',
      '[gone __b__](gone.md "T")',
      'gone __b__',
    ],
    ['empty-link', '\u{FEFF}> x [y]()\n> z_\n', '[y]()', 'y'],
  ] as const)('[D7] mends %s, and no other byte', (kind, source, wrong, right) => {
    const options = { checks: problemKinds, missing: { images: [], links: ['gone.md'] } };
    const problem = inspectSource(parseMarkdown(source), options).problems.find((each) => each.kind === kind);
    if (problem === undefined) throw new Error('no problem');
    const { mended } = inspectSource(parseMarkdown(source), { ...options, mend: problem });
    expect(mended).toBe(source.replace(wrong, right));
    expect(inspectSource(parseMarkdown(mended ?? ''), { ...options, mend: problem }).mended).toBeNull();
  });

  it('[D7] turns checks off', () => {
    const parsed = parseMarkdown('### Deep\n\n![](a.png)\n');
    expect(
      inspectSource(parsed, { checks: ['missing-alt'], missing: nothing }).problems.map(({ kind }) => kind),
    ).toEqual(['missing-alt']);
  });

  it('[D7] counts the words that a reader sees', () => {
    expect(inspect('# One *two*\n\n[three](four.md)\n').counts).toEqual({ words: 3, characters: 12, minutes: 1 });
  });

  it('[D7] looks at the lines of a text that is not taken apart', () => {
    const source = `# One\n\n${'>'.repeat(200)} deep\n\n## Two ##\n`;
    const { headings, counts, problems, unchecked } = inspect(source);
    expect(headings).toEqual([
      [1, 'One', '# One\n'],
      [2, 'Two', '## Two'],
    ]);
    expect(counts?.words).toBe(3);
    expect(problems).toEqual([]);
    expect(unchecked).toMatch(/too deeply/);
  });

  it('[D7] leaves out what stands in fenced code', () => {
    const texts = scanHeadings('# A\n```sh\n# no\n~~~\n```\n#no\n   ## B\n~~~~\n# no\n~~~\n# no\n').map(
      ({ text }) => text,
    );
    expect(texts).toEqual(['A', 'B']);
  });
});
