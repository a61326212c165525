import type { Nodes } from 'mdast';
import { describe, expect, it } from 'vitest';
import type { LockedBlock } from '../locked-nodes.ts';
import { parseTree } from '../parse-tree.ts';

/** The blocks of a text, one string each: the kind of a locked one or the type of another, and its source. */
function blocks(source: string): string[] {
  return parseTree(source).children.map(
    (node) =>
      `${node.type === ('lockedBlock' satisfies LockedBlock['type']) ? node.kind : `(${node.type})`} ${slice(node, source)}`,
  );
}

/** The locked pieces inside the blocks of a text. */
function inlines(source: string): string[] {
  const found: string[] = [];
  const visit = (node: Nodes): void => {
    if (node.type === 'lockedInline') found.push(`${node.kind} ${slice(node, source)}`);
    if ('children' in node) for (const child of node.children) visit(child);
  };
  visit(parseTree(source));
  return found;
}

function slice(node: Nodes, source: string): string {
  return source.slice(node.position?.start.offset, node.position?.end.offset);
}

const highlight = '{{< highlight js >}}\n`a\n# b\n{{< /highlight >}}';
const details = '<details>\n<summary>x</summary>\n\n*Md*\n\n</details>';

describe('blocks', () => {
  it.each<[string, string, string[]]>([
    [
      'a shortcode between lines of text',
      'a\n{{< x y >}}\nb',
      ['(paragraph) a', 'shortcode {{< x y >}}', '(paragraph) b'],
    ],
    [
      'a pair of shortcodes',
      '{{% n %}}\nHi *x*\n\n- a\n{{% /n %}}\nb',
      ['shortcode {{% n %}}\nHi *x*\n\n- a\n{{% /n %}}', '(paragraph) b'],
    ],
    ['a shortcode that holds code', `${highlight}\nb`, [`shortcode ${highlight}`, '(paragraph) b']],
    [
      'an admonition and its indented text',
      'a\n\n!!! note "T"\n    x\n\n    y\n\nb',
      ['(paragraph) a', 'admonition !!! note "T"\n    x\n\n    y', '(paragraph) b'],
    ],
    ['exclamation marks without text below', '!!! note\nb', ['(paragraph) !!! note\nb']],
    ['a block that ends with the file', '{% raw %}\n# x\n{% endraw %}', ['liquid-block {% raw %}\n# x\n{% endraw %}']],
    [
      'a Liquid condition around a list',
      '{% if a %}\n- x\n{% endif %}\nb',
      ['liquid-block {% if a %}\n- x\n{% endif %}', '(paragraph) b'],
    ],
    [
      'a Liquid pair whose end HTML swallows',
      '{% if a %}\n<div>\n{% endif %}\n\nb',
      ['liquid-block {% if a %}\n<div>\n{% endif %}', '(paragraph) b'],
    ],
    [
      'a Liquid tag over two lines',
      '{% include x\n a="b" %}\nb',
      ['liquid-tag {% include x\n a="b" %}', '(paragraph) b'],
    ],
    ['a Liquid tag without an end', '{% assign a = 1 %}\nb', ['liquid-tag {% assign a = 1 %}', '(paragraph) b']],
    ['nested directives', '::::a\n:::b\nx\n:::\n::::\nb', ['directive ::::a\n:::b\nx\n:::\n::::', '(paragraph) b']],
    ['a leaf directive', '::yt{#x}\nb', ['directive ::yt{#x}', '(paragraph) b']],
    ['a directive without an end', ':::note\nb', ['directive :::note', '(paragraph) b']],
    ['math with a blank line', '$$\nx\n\ny\n$$\nb', ['math $$\nx\n\ny\n$$', '(paragraph) b']],
    ['math on one line', '$$ a $$\nb', ['math $$ a $$', '(paragraph) b']],
    ['math without an end', '$$\nb', ['(paragraph) $$\nb']],
    [
      'an attribute list after a paragraph',
      'a\n{: .x}\nb',
      ['(paragraph) a', 'attribute-list {: .x}', '(paragraph) b'],
    ],
    [
      'a kramdown comment',
      '{::comment}\na\n{:/comment}\nb',
      ['kramdown-extension {::comment}\na\n{:/comment}', '(paragraph) b'],
    ],
    ['a definition list', 'T\n: def', ['definition-list T\n: def']],
    [
      'a definition after a blank line, with more',
      'T\n\n: def\n\n    more\n\nb',
      ['definition-list T\n\n: def\n\n    more', '(paragraph) b'],
    ],
    ['an HTML pair around Markdown', `${details}\n\nb`, [`html ${details}`, '(paragraph) b']],
    [
      'an unclosed tag before a pair',
      '<div>\n\na\n\n<div>\n\nb\n\n</div>',
      ['html <div>', '(paragraph) a', 'html <div>\n\nb\n\n</div>'],
    ],
    ['a closing tag without an opening one', 'a\n\n</div>\n\nb', ['(paragraph) a', 'html </div>', '(paragraph) b']],
    ['mismatched tags inside a pair', '<div>\n\n<b>\n\n</i>\n\n</div>', ['html <div>\n\n<b>\n\n</i>\n\n</div>']],
    ['a comment directly before text', '<!-- a -->\nb', ['html-comment <!-- a -->', '(paragraph) b']],
    [
      'a paired component',
      '<Foo a={1}>\n\nt\n\n</Foo>\n\nb',
      ['component <Foo a={1}>\n\nt\n\n</Foo>', '(paragraph) b'],
    ],
    ['a self-closing component', '<Bar b={{x: 1}} />\nb', ['component <Bar b={{x: 1}} />', '(paragraph) b']],
    [
      'a module',
      'import x from "y"\nexport const a = 1\n\nb',
      ['module import x from "y"\nexport const a = 1', '(paragraph) b'],
    ],
    ['an expression', '{props.x}\n\nb', ['expression {props.x}', '(paragraph) b']],
    [
      'definitions',
      '[^1]: foo\n\n[a]: b\nc [a][^1]',
      ['footnote-definition [^1]: foo', 'link-definition [a]: b', '(paragraph) c [a][^1]'],
    ],
    [
      'CRLF and a byte order mark',
      '\u{FEFF}{{< a >}}\r\nb\r\n{{< /a >}}\r\n',
      ['shortcode {{< a >}}\r\nb\r\n{{< /a >}}'],
    ],
    ['a pair in a quote', '> {{< a >}}\n> x\n> {{< /a >}}', ['(blockquote) > {{< a >}}\n> x\n> {{< /a >}}']],
    [
      'a row of a table before a tag',
      '| a |\n|---|\n| b |\n{% x %}',
      ['(table) | a |\n|---|\n| b |', 'liquid-tag {% x %}'],
    ],
  ])('[R9] %s', (_name, source, expected) => {
    expect(blocks(source)).toEqual(expected);
  });

  it.each([
    '{curly}',
    '::before',
    'import taxes are high',
    'export default settings to a file',
    'a :::b c',
    '$5',
    '3:4',
    '\\:::',
    '\\{% raw %}',
    '{:)}',
    ': a',
    'text <b>bold</b>',
    '<a href="x"><img src="y"></a>',
  ])('[R9] leaves %s to prose', (source) => {
    expect(blocks(source)).toEqual([`(paragraph) ${source}`]);
  });

  it('[R9] leaves code alone', () => {
    const fenced = '```\n{{< x >}}\n:::\n$$\n```';
    expect(blocks(`${fenced}\n\n    {% raw %}`)).toEqual([`(code) ${fenced}`, '(code)     {% raw %}']);
  });
});

describe('inlines', () => {
  it.each<[string, string[]]>([
    ['a {{< x >}} b `{{< y >}}`', ['shortcode {{< x >}}']],
    [
      '{{ page.title | upcase }} and {{x}} {{ }} \\{{ z }}',
      ['liquid-variable {{ page.title | upcase }}', 'liquid-variable {{x}}'],
    ],
    ['a {% include x\n y %} b', ['liquid-tag {% include x\n y %}']],
    ['*a*{: .y} {curly}', ['attribute-list {: .y}']],
    ['a :abbr[x] 3:4 :smile: std::vec b:c[d]', ['directive :abbr[x]']],
    ['$x$, $a + b$ and $$c$$', ['math $x$', 'math $a + b$', 'math $$c$$']],
    ['$5 and $6, $10/$20, I have $5, she has 10$, $HOME/$USER, ${a}/$, x', []],
    ['a <Foo b={c}/> <br> <!-- d -->', ['component <Foo b={c}/>', 'html <br>', 'html-comment <!-- d -->']],
    ['# {{ title }} $x^2$', ['liquid-variable {{ title }}', 'math $x^2$']],
    ['a[^1]\n\n[^1]: b', ['footnote-reference [^1]']],
    ['| {{ a | b }} |\n|-|-|', []],
  ])('[R9] %j', (source, expected) => {
    expect(inlines(source)).toEqual(expected);
  });
});
