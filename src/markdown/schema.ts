import { Schema, type MarkSpec, type NodeSpec } from 'prosemirror-model';

/**
 * The shape of every document that Markdown can say. It carries no source positions and no style of writing:
 * how a thing was written lives in the parse beside the document, never in the document.
 *
 * The editor's own schema must equal this one (a test in `test/contract` compares them), so names follow Tiptap.
 */
const nodes = {
  doc: { content: 'block+' },
  paragraph: { group: 'block', content: 'inline*' },
  heading: { group: 'block', content: 'inline*', attrs: { level: { default: 1 } }, defining: true },
  blockquote: { group: 'block', content: 'block+', defining: true },
  bulletList: { group: 'block', content: 'listItem+' },
  /** `start` is the number of the first item, 0 to 999999999. */
  orderedList: { group: 'block', content: 'listItem+', attrs: { start: { default: 1 } } },
  /** `checked` is null for an ordinary item, true or false for a task. */
  listItem: { content: 'block+', attrs: { checked: { default: null } }, defining: true },
  /** `info` is the whole info string of a fence ("js title=x"), or null. */
  codeBlock: {
    group: 'block',
    content: 'text*',
    marks: '',
    code: true,
    defining: true,
    attrs: { info: { default: null } },
  },
  horizontalRule: { group: 'block' },
  table: { group: 'block', content: 'tableRow+', tableRole: 'table', isolating: true },
  tableRow: { content: '(tableHeader | tableCell)*', tableRole: 'row' },
  /** A cell of the first row. `align` is null, "left", "center" or "right", the same for a whole column. */
  tableHeader: {
    content: 'inline*',
    attrs: { align: { default: null }, colspan: { default: 1 }, rowspan: { default: 1 }, colwidth: { default: null } },
    tableRole: 'header_cell',
    isolating: true,
  },
  tableCell: {
    content: 'inline*',
    attrs: { align: { default: null }, colspan: { default: 1 }, rowspan: { default: 1 }, colwidth: { default: null } },
    tableRole: 'cell',
    isolating: true,
  },
  /** Source that is shown but not taken apart: raw HTML, shortcodes, definitions. `source` is written byte for byte. */
  lockedBlock: {
    group: 'block',
    atom: true,
    attrs: { kind: { default: 'html' }, source: { default: '' } },
    isolating: true,
  },
  lockedInline: {
    group: 'inline',
    inline: true,
    atom: true,
    attrs: { kind: { default: 'html' }, source: { default: '' } },
  },
  image: {
    group: 'inline',
    inline: true,
    draggable: true,
    attrs: { src: { default: '' }, alt: { default: '' }, title: { default: null } },
  },
  hardBreak: { group: 'inline', inline: true, selectable: false },
  text: { group: 'inline' },
} as const satisfies Record<string, NodeSpec>;

const marks = {
  link: { attrs: { href: { default: '' }, title: { default: null } }, inclusive: false },
  bold: {},
  italic: {},
  strike: {},
  code: { code: true },
} as const satisfies Record<string, MarkSpec>;

export type NodeName = keyof typeof nodes;
export type MarkName = keyof typeof marks;

export const schema: Schema<NodeName, MarkName> = new Schema<NodeName, MarkName>({ nodes, marks });
