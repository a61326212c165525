import { Fragment, Slice, type Mark, type Node } from '@tiptap/pm/model';
import { Transform } from '@tiptap/pm/transform';
import { expect, test } from 'vitest';
import { parseMarkdown } from './parse-markdown.ts';
import { schema } from './schema.ts';
import { serializeMarkdown } from './serialize-markdown.ts';

type Edit = (tr: Transform) => void;

/** The position of the first character of `text` within one text block. */
function find(doc: Node, text: string): number {
  let found = -1;
  doc.descendants((node, pos) => {
    if (!node.isTextblock || found >= 0) return;
    const at = node.textBetween(0, node.content.size, '\0', '\u{FFFC}').indexOf(text);
    if (at >= 0) found = pos + 1 + at;
  });
  if (found < 0) throw new Error(`no text ${text}`);
  return found;
}

const typeBefore =
  (text: string, word: string): Edit =>
  (tr) => {
    const at = find(tr.doc, text);
    const code = tr.doc.resolve(at).parent.type.name === 'codeBlock';
    tr.replace(at, at, new Slice(Fragment.from(schema.text(word, code ? [] : tr.doc.resolve(at).marks())), 0, 0));
  };
const typeAfter =
  (text: string, word: string): Edit =>
  (tr) => {
    const at = find(tr.doc, text) + text.length;
    tr.insert(at, schema.text(word, tr.doc.resolve(at).marks()));
  };
const extend =
  (text: string, word: string): Edit =>
  (tr) => {
    const at = find(tr.doc, text) + text.length;
    tr.insert(at, schema.text(word, tr.doc.resolve(at).nodeBefore?.marks ?? []));
  };
const remove =
  (text: string): Edit =>
  (tr) =>
    tr.delete(find(tr.doc, text), find(tr.doc, text) + text.length);
const mark =
  (text: string, added: Mark): Edit =>
  (tr) =>
    tr.addMark(find(tr.doc, text), find(tr.doc, text) + text.length, added);
const unmark =
  (text: string, removed: Mark): Edit =>
  (tr) =>
    tr.removeMark(find(tr.doc, text), find(tr.doc, text) + text.length, removed);
const attributes =
  (text: string, { depth = 0, ...attrs }: Record<string, unknown> & { depth?: number }): Edit =>
  (tr) => {
    const $at = tr.doc.resolve(find(tr.doc, text));
    const pos = $at.before($at.depth - depth);
    tr.setNodeMarkup(pos, null, { ...tr.doc.nodeAt(pos)?.attrs, ...attrs });
  };
const split =
  (text: string, depth = 1): Edit =>
  (tr) =>
    tr.split(find(tr.doc, text), depth);
const joinBefore =
  (text: string): Edit =>
  (tr) =>
    tr.join(tr.doc.resolve(find(tr.doc, text)).before());
const changeNode =
  (text: string, depth: number, change: (node: Node) => readonly Node[]): Edit =>
  (tr) => {
    const $at = tr.doc.resolve(find(tr.doc, text));
    const pos = $at.before($at.depth - depth);
    const node = tr.doc.nodeAt(pos);
    if (node !== null) tr.replaceWith(pos, pos + node.nodeSize, change(node));
  };
/** Another choice of the children of the first list, or of the cells of each row. */
const items =
  (choose: (all: readonly Node[]) => readonly (Node | undefined)[]): Edit =>
  (tr) => {
    const list = tr.doc.child(0);
    tr.replaceWith(0, list.nodeSize, list.copy(Fragment.fromArray(present(choose(list.children)))));
  };
/** Another choice of the blocks of the document. */
const changeBlocks =
  (choose: (all: readonly Node[]) => readonly (Node | undefined)[]): Edit =>
  (tr) =>
    tr.replaceWith(0, tr.doc.content.size, present(choose(tr.doc.children)));
const columns = (choose: (cells: readonly Node[]) => readonly (Node | undefined)[]): Edit =>
  items((rows) => rows.map((row) => row.copy(Fragment.fromArray(present(choose(row.children))))));
const present = (nodes: readonly (Node | undefined)[]): Node[] => nodes.filter((node) => node !== undefined);
const removeNode = (text: string, depth: number): Edit => changeNode(text, depth, () => []);
const item = (text: string, attrs: Record<string, unknown> = {}): Node =>
  schema.node('listItem', attrs, schema.node('paragraph', null, schema.text(text)));
const paragraph = (text: string): Node => schema.node('paragraph', null, schema.text(text));
const append =
  (...nodes: readonly Node[]): Edit =>
  (tr) =>
    tr.insert(tr.doc.content.size, nodes);

const bold = schema.mark('bold');
const italic = schema.mark('italic');
const code = schema.mark('code');
const link = schema.mark('link', { href: '/a b', title: null });

const table = '| a | b |\n| - | :-: |\n| 1 |  two |\n| 3 | 4 |\n';

const cases: readonly (readonly [name: string, source: string, edit: Edit, expected: string])[] = [
  ['[R2] setext heading', 'One\nmore\n===\n', typeBefore('more', 'x '), 'One\nx more\n===\n'],
  ['[R2] closed ATX heading', '##  One ##\n', typeAfter('One', ' x'), '##  One x ##\n'],
  ['[R2] both kinds of hard break', 'a  \nb\\\nc\n', typeAfter('b', 'x'), 'a  \nbx\\\nc\n'],
  ['[R2] lazy continuation', '> a\nb\n', typeAfter('b', 'x'), '> a\nbx\n'],
  ['[R2] strong emphasis', 'a ***x*** b\n', typeBefore('x', 'w'), 'a w***x*** b\n'],
  ['[R2] two kinds of emphasis', '_x_ and *y*\n', typeAfter('and', ' w'), '_x_ and w *y*\n'],
  ['[R2] entities and escapes', '&copy; \\* &amp; \\_ a\n', typeBefore('a', 'w '), '&copy; \\* &amp; \\_ w a\n'],
  ['[R2] full reference', '[a][r] b\n\n[r]: /x\n', typeAfter('b', 'w'), '[a][r] bw\n\n[r]: /x\n'],
  ['[R2] text of a full reference', '[aa][r] b\n\n[r]: /x\n', typeAfter('a', 'w'), '[awa][r] b\n\n[r]: /x\n'],
  ['[R2] text of a shortcut reference', '[aa] b\n\n[aa]: /x\n', typeAfter('a', 'w'), '[awa][aa] b\n\n[aa]: /x\n'],
  ['[R2] text of a collapsed reference', '[aa][] b\n\n[aa]: /x\n', typeAfter('a', 'w'), '[awa][aa] b\n\n[aa]: /x\n'],
  ['[R2] a label over two lines', '[a\nb] c\n\n[a b]: /x\n', typeAfter('a', 'w'), '[aw\nb][a b] c\n\n[a b]: /x\n'],
  ['[R2] beside autolinks', '<http://a.b> c http://d.e f\n', typeBefore('f', 'w '), '<http://a.b> c http://d.e w f\n'],
  ['[R2] an escaped pipe', '| a |\n| - |\n| 1\\|2 |\n', typeAfter('1|2', 'w'), '| a |\n| - |\n| 1\\|2w |\n'],
  ['[R2] parenthesised numbers', '1) a\n2) b\n', typeAfter('b', 'w'), '1) a\n2) bw\n'],
  ['[R2] wide markers', '-   a\n-   b\n', typeAfter('a', 'w'), '-   aw\n-   b\n'],
  ['[R2] four-space nesting', '- a\n    - b\n', typeAfter('b', 'w'), '- a\n    - bw\n'],
  ['[R2] wrapped code', 'a `b\nc` d\n', typeAfter('d', 'w'), 'a `b\nc` dw\n'],
  ['[R2] wrapped link', '[a\nb](c\n"t") d\n', typeBefore('d', 'w'), '[a\nb](c\n"t") wd\n'],
  ['[R2] the end of a link before a line end', '[a](c)\nb\n', extend('a', ' w'), '[a w](c)\nb\n'],
  ['[R2] the end of code before a line end', '`a`\nb\n', extend('a', ' w'), '`a w`\nb\n'],
  ['[R2] a blank before a line end', '![a](b)\n![c](d)\n', typeAfter('\u{FFFC}', 'w '), '![a](b)w\n![c](d)\n'],
  ['[R2] blanks after the last word', '- a\n  b  \n- c\n', typeAfter('a', 'w'), '- aw\n  b  \n- c\n'],
  ['[R2] a break tag at the end', 'a<br>\nb<br>\n', typeAfter('a', 'w'), 'aw<br>\nb<br>\n'],
  ['[R2] a task that begins with a mark', '- [x] **a** b\n', typeAfter('b', 'w'), '- [x] **a** bw\n'],
  ['[R2] a wide task', '- [ ]  a\n       b\n', typeAfter('b', 'w'), '- [ ]  a\n       bw\n'],
  ['[R2] a list above a quoted paragraph', '> - a\n>\n> b\n', typeAfter('a', 'w'), '> - aw\n>\n> b\n'],
  ['[R2] indented code before a line of blanks', '    a\n    \nb\n', typeAfter('a', 'w'), '    aw\n    \nb\n'],
  ['[R2] code indented by tabs', '\ta\n\tb\n', typeAfter('b', 'w'), '\ta\n\tbw\n'],
  ['[R2] the first line indented by a tab', '\ta\tb\n    c\n', typeAfter('a', 'w'), '\taw\tb\n    c\n'],
  ['[R2] references of two characters', '&ngE; a &copy;\nb\n', typeAfter('a', 'w'), '&ngE; aw &copy;\nb\n'],
  ['[R2] code between backticks on lines of their own', '``\na b\n``\n', typeAfter('a', 'w'), '``\naw b\n``\n'],
  ['[R2] a fence without an end', '```\na\n\n', typeAfter('a', 'w'), '```\naw\n\n'],
  ['[R5] a letter beside math', 'a $x$\n', typeAfter('\u{FFFC}', 'w'), 'a $x$&#x77;\n'],
  ['[R2] footnote reference', 'a[^1] b\n\n[^1]: n\n', typeAfter('b', 'w'), 'a[^1] bw\n\n[^1]: n\n'],
  [
    '[R2] a paragraph in an item in a quote',
    '> - a\n>\n>   b\n>   c\n',
    typeAfter('c', 'w'),
    '> - a\n>\n>   b\n>   cw\n',
  ],
  ['[R3] a deleted word at a line end', 'a b\nc d\n', remove(' b'), 'a\nc d\n'],
  ['[R3] bold', 'a word here\n', mark('word', bold), 'a **word** here\n'],
  ['[R3] bold around blanks', 'a word here\n', mark(' word ', bold), 'a **word** here\n'],
  ['[R3] no longer bold', 'a **bold word** here\n', unmark('bold ', bold), 'a bold **word** here\n'],
  ['[R3] italic within bold', '**a b c**\n', mark('b', italic), '**a *b* c**\n'],
  ['[R3] italic right after bold', '**a**b c\n', mark('b', italic), '**a**<!---->'.replace('<!---->', '_b_ c\n')],
  ['[R3] code', 'a `b` c\n', mark('c', code), 'a `b` `c`\n'],
  ['[R3] a link', 'a word here\n', mark('word', link), 'a [word](</a b>) here\n'],
  ['[R3] heading level', '## a ##\n\nb\n', attributes('a', { level: 3 }), '### a ###\n\nb\n'],
  ['[R3] underlined heading level', 'a\n===\n', attributes('a', { level: 2 }), 'a\n---\n'],
  ['[R3] underlined heading to the third level', 'a\n===\n', attributes('a', { level: 3 }), '### a\n'],
  ['[R3] task done', '- [ ] a\n- [x] b\n', attributes('a', { depth: 1, checked: true }), '- [x] a\n- [x] b\n'],
  ['[R3] task from item', '* a\n* b\n', attributes('b', { depth: 1, checked: false }), '* a\n* [ ] b\n'],
  ['[R3] item from task', '* [x] a\n* b\n', attributes('a', { depth: 1, checked: null }), '* a\n* b\n'],
  ['[R3] a cell', table, typeAfter('two', ' w'), table.replace('two', 'two w')],
  ['[R3] a row less', table, removeNode('two', 1), '| a | b |\n| - | :-: |\n| 3 | 4 |\n'],
  ['[R3] an item less', '1. a\n2. b\n3. c\n', removeNode('b', 1), '1. a\n3. c\n'],
  ['[R3] a first item less', '1. a\n2. b\n', removeNode('a', 1), '1. b\n'],
  ['[R3] a line of code', '```\na\n\nb\n```\n', typeAfter('a', 'x'), '```\nax\n\nb\n```\n'],
  ['[R3] a line of indented code', '    a\n    b\n', typeAfter('a', '\nx'), '    a\n    x\n    b\n'],
  ['[R3] code that would close its fence', '```\na\n```\n', typeAfter('a', '\n```'), '````\na\n```\n````\n'],
  ['[R3] a split', 'a b\nc *d*\n\ne\n', split('c'), 'a b\n\nc *d*\n\ne\n'],
  ['[R3] a join', 'a\nb\n\nc *d*\n\ne\n', joinBefore('c'), 'a\nbc *d*\n\ne\n'],
  [
    '[R3] a block move',
    'a\n\nb\n\nc\n',
    (tr) =>
      tr.replaceWith(
        0,
        tr.doc.content.size,
        [0, 2, 1].map((at) => tr.doc.child(at)),
      ),
    'a\n\nc\n\nb\n',
  ],
  ['[R3] a row more', table, changeNode('two', 1, (row) => [row, row]), table.replace('| 3', '| 1 | two |\n| 3')],
  [
    '[R3] a column more',
    table,
    columns((cells) => [...cells, cells[0]]),
    '| a | b | a |\n| - | :-: | --- |\n| 1 |  two | 1 |\n| 3 | 4 | 3 |\n',
  ],
  ['[R3] a column less', table, columns((cells) => cells.slice(1)), '| b |\n| :-: |\n|  two |\n| 4 |\n'],
  ['[R3] an item more', '- a\n- b\n', changeNode('a', 1, (one) => [one, item('c')]), '- a\n- c\n- b\n'],
  [
    '[R3] an oddly written block moved to the top',
    'a\n\nb\n\n~~~ js  x\nc\n~~~\n\n___\n\nd\n',
    changeBlocks((all) => [all[2], all[0], all[1], all[3], all[4]]),
    '~~~ js  x\nc\n~~~\n\na\n\nb\n\n___\n\nd\n',
  ],
  [
    '[R3] a copy of an alert',
    '> [!NOTE]\n> a\n\nb\n',
    changeBlocks((all) => [all[0], all[0], all[1]]),
    '> [!NOTE]\n> a\n\n> [!NOTE]\n> a\n\nb\n',
  ],
  ['[R3] an item moved', '* a\n* b\n* c\n', items((all) => [all[1], all[0], all[2]]), '* b\n* a\n* c\n'],
  [
    '[R3] an item indented',
    '-   a\n-   b\n-   c\n',
    items((all) => [all[0]?.copy(all[0].content.addToEnd(schema.node('bulletList', null, all[1]))), all[2]]),
    '-   a\n    -   b\n-   c\n',
  ],
  ['[R5] emphasis', 'a b\n', typeAfter('a', ' *x* _y_'), 'a \\*x\\* \\_y\\_ b\n'],
  ['[R5] a link', 'a b\n', typeAfter('a', ' [c](d)'), 'a \\[c](d) b\n'],
  ['[R5] a tag and an entity', 'a b\n', typeAfter('a', ' <e> &amp;'), 'a \\<e> \\&amp; b\n'],
  ['[R5] a heading', 'a\n', typeBefore('a', '# '), '\\# a\n'],
  ['[R5] an item', 'a\n', typeBefore('a', '1. '), '1\\. a\n'],
  ['[R5] an item after a wrap', 'x\na\n', typeBefore('a', '- '), 'x\n\\- a\n'],
  ['[R5] a quote', 'a\n', typeBefore('a', '> '), '\\> a\n'],
  ['[R5] a pipe in a cell', table, typeAfter('3', '|x'), table.replace('3', '3\\|x')],
  ['[R5] an address', 'a b\n', typeAfter('a', ' http://x.y'), 'a http\\://x.y b\n'],
  [
    '[R5] no needless backslash',
    'a b\n',
    typeAfter('a', ' snake_case 2 * 3 [x] 5 > 4 #1'),
    'a snake_case 2 * 3 [x] 5 > 4 #1 b\n',
  ],
  ['[R5] a task box', '- a\n', typeBefore('a', '[ ] '), '- \\[ ] a\n'],
  ['[R5] a shortcode', 'a b\n', typeAfter('a', ' {{ x }}'), 'a \\{{ x }} b\n'],
  [
    '[R6] bullets of the majority',
    '* a\n* b\n\nx\n',
    append(schema.node('bulletList', null, [item('c')])),
    '* a\n* b\n\nx\n\n* c\n',
  ],
  ['[R6] emphasis of the majority', '_a_ b\n', mark('b', italic), '_a_ _b_\n'],
  [
    '[R6] a heading of the majority',
    'a\n===\n\nb\n---\n',
    append(schema.node('heading', { level: 2 }, schema.text('cccc'))),
    'a\n===\n\nb\n---\n\ncccc\n----\n',
  ],
  ['[R6] line ends of the majority', 'a\r\n\r\nb\r\n', append(paragraph('c')), 'a\r\n\r\nb\r\n\r\nc\r\n'],
  [
    '[R6] an item of a loose list',
    '-   a\n\n-   b\n',
    changeNode('b', 2, (list) => [list.copy(list.content.addToEnd(item('c')))]),
    '-   a\n\n-   b\n\n-   c\n',
  ],
  [
    '[R6] an item of a numbered list',
    '3) a\n4) b\n',
    changeNode('b', 2, (list) => [list.copy(list.content.addToEnd(item('c')))]),
    '3) a\n4) b\n5) c\n',
  ],
  [
    '[R6] the rule of the majority',
    'a\n\n* * *\n\nb\n',
    append(schema.node('horizontalRule')),
    'a\n\n* * *\n\nb\n\n* * *\n',
  ],
];

test.each(cases)('%s', (_name, source, edit, expected) => {
  for (const lineEnd of ['\n', '\r\n', '\r']) {
    const written = source.replaceAll(/\r\n|\n/g, lineEnd);
    const parsed = parseMarkdown(written);
    const tr = new Transform(schema.nodeFromJSON(parsed.document.toJSON()));
    edit(tr);
    tr.doc.check();
    const outcome = serializeMarkdown(parsed, tr.doc);
    expect(outcome).toEqual({ kind: 'saved', text: expected.replaceAll(/\r\n|\n/g, lineEnd) });
    for (const step of tr.steps.toReversed()) {
      const before = tr.docs[tr.steps.indexOf(step)];
      if (before !== undefined) tr.step(step.invert(before));
    }
  }
});

test('[R3] two edits at both ends change two lines', () => {
  const middle = Array.from({ length: 300 }, (_, index) => `Paragraph *${index}*\nwith a wrap.\n`).join('\n');
  const source = `First line\n\n${middle}\nLast line\n`;
  const parsed = parseMarkdown(source);
  const tr = new Transform(parsed.document);
  typeAfter('First', ' new')(tr);
  typeAfter('Last', ' new')(tr);
  expect(serializeMarkdown(parsed, tr.doc)).toEqual({
    kind: 'saved',
    text: source.replace('First line', 'First new line').replace('Last line', 'Last new line'),
  });
});

test('[R7] undo to the start gives the original bytes', () => {
  const source = '\u{FEFF}a  \n*b*\r\n\r\n- c\r- d\n\n\n';
  const parsed = parseMarkdown(source);
  const tr = new Transform(parsed.document);
  typeAfter('c', ' word')(tr);
  split('b')(tr);
  const count = tr.steps.length;
  for (let at = count - 1; at >= 0; at -= 1) {
    const step = tr.steps[at];
    const before = tr.docs[at];
    if (step !== undefined && before !== undefined) tr.step(step.invert(before));
  }
  expect(serializeMarkdown(parsed, tr.doc)).toEqual({ kind: 'saved', text: source });
});

test('[R4] a task that does not begin with text is refused with the reason', () => {
  const parsed = parseMarkdown('- [ ] a\n');
  const tr = new Transform(parsed.document);
  tr.setBlockType(find(tr.doc, 'a'), find(tr.doc, 'a'), schema.nodes.heading, { level: 2 });
  expect(serializeMarkdown(parsed, tr.doc)).toEqual({
    kind: 'refused',
    reason: 'A task of a list has to begin with text: Markdown has no other kind.',
  });
});

test('[R4] a text that no Markdown has is refused, with its signs made visible', () => {
  const parsed = parseMarkdown('a\n');
  const tr = new Transform(parsed.document);
  tr.insert(1, schema.text('b\0\u202e'));
  expect(serializeMarkdown(parsed, tr.doc)).toMatchObject({
    kind: 'refused',
    reason: expect.stringContaining('Block 1 (“b␀⟨U+202E⟩a”)'),
  });
});

test('[R9] a footnote definition in use can not go unnoticed', () => {
  const parsed = parseMarkdown('a[^n] b\n\n[^n]: note\n');
  const document = parsed.document.copy(Fragment.from(parsed.document.firstChild));
  expect(serializeMarkdown(parsed, document)).toMatchObject({
    kind: 'refused',
    reason: expect.stringContaining('[^n]'),
  });
});

test('[R9] links keep their address when their definition goes', () => {
  const parsed = parseMarkdown('[a][r] b\n\n[r]: /x\n');
  const document = parsed.document.copy(Fragment.from(parsed.document.firstChild));
  expect(serializeMarkdown(parsed, document)).toEqual({ kind: 'saved', text: '[a](/x) b\n' });
});

test('[R6] a new file follows the style it is given', () => {
  const document = schema.node('doc', null, [
    schema.node('heading', { level: 1 }, schema.text('Title')),
    schema.node('bulletList', null, [item('one'), item('two', { checked: true })]),
    schema.node('paragraph', null, [schema.text('x', [bold]), schema.text(' '), schema.text('y', [italic])]),
    schema.node('codeBlock', { info: 'js' }, schema.text('let a;')),
  ]);
  expect(
    serializeMarkdown(parseMarkdown(''), document, {
      style: {
        lineEnd: '\r\n',
        bullet: '*',
        delimiter: ')',
        itemPadding: 3,
        emphasis: '_',
        strong: '__',
        fence: '~',
        heading: 'setext',
        hardBreak: 'spaces',
        rule: '***',
        looseLists: false,
      },
    }),
  ).toEqual({
    kind: 'saved',
    text: 'Title\r\n=====\r\n\r\n*   one\r\n*   [x] two\r\n\r\n__x__ _y_\r\n\r\n~~~js\r\nlet a;\r\n~~~\r\n',
  });
});
