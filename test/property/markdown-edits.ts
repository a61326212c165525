import { Fragment, Slice, type Mark, type Node, type NodeType } from '@tiptap/pm/model';
import { canJoin, canSplit, findWrapping, liftTarget, Transform } from '@tiptap/pm/transform';
import { schema } from '#markdown';

/** An operation on a document, described by numbers so that a failing series prints and replays. */
export interface Operation {
  readonly name: OperationName;
  /** 0 to 1: where. */
  readonly at: number;
  /** 0 to 1: how far, or where to. */
  readonly to: number;
  readonly pick: number;
}

const words = [
  'galley',
  'two words',
  '*a*',
  '_b_',
  '[c](d)',
  '<e>',
  '&amp;',
  '\\',
  '# ',
  '1. ',
  '- ',
  '> ',
  '| ',
  '~~',
  'http://x.y',
  'www.x.y',
  'a@b.co',
  '{{ x }}',
  ':::',
  'snake_case',
  '2 * 3',
  '`code`',
  '!',
  '===',
  '---',
  '```',
  'ü–ß',
  '[ ] ',
  ' ',
  '.',
  '"',
  '$x$',
];

const marks: readonly Mark[] = [
  schema.mark('bold'),
  schema.mark('italic'),
  schema.mark('strike'),
  schema.mark('code'),
  schema.mark('link', { href: '/new (page)', title: null }),
  schema.mark('link', { href: 'https://example.org/', title: 'A "title"' }),
];

function textblocks(doc: Node): { node: Node; pos: number }[] {
  const found: { node: Node; pos: number }[] = [];
  doc.descendants((node, pos) => {
    if (node.isTextblock) found.push({ node, pos });
  });
  return found;
}

function blocks(doc: Node): { node: Node; pos: number }[] {
  const found: { node: Node; pos: number }[] = [];
  doc.descendants((node, pos) => {
    if (node.isBlock) found.push({ node, pos });
    return !node.isTextblock;
  });
  return found;
}

function choose<T>(items: readonly T[], share: number): T | undefined {
  return items[Math.min(items.length - 1, Math.floor(share * items.length))];
}

function place(doc: Node, share: number): number {
  const block = choose(textblocks(doc), share);
  if (block === undefined) return 1;
  const inside = (share * 7919) % 1;
  return block.pos + 1 + Math.floor(inside * (block.node.content.size + 1));
}

function range(doc: Node, { at, to }: Operation): { from: number; to: number } {
  const block = choose(textblocks(doc), at);
  if (block === undefined) return { from: 1, to: 1 };
  const size = block.node.content.size;
  const a = Math.floor(((at * 7919) % 1) * (size + 1));
  const b = Math.floor(to * (size + 1));
  return { from: block.pos + 1 + Math.min(a, b), to: block.pos + 1 + Math.max(a, b) };
}

function ofType(doc: Node, share: number, ...names: readonly string[]): { node: Node; pos: number } | undefined {
  return choose(
    blocks(doc).filter(({ node }) => names.includes(node.type.name)),
    share,
  );
}

function cellType(row: Node): NodeType {
  return row.firstChild?.type ?? schema.nodes.tableCell;
}

function replaceNode(tr: Transform, pos: number, node: Node, fresh: Node): void {
  tr.replaceWith(pos, pos + node.nodeSize, fresh);
}

const operations = {
  insertWord(tr: Transform, operation: Operation) {
    const at = place(tr.doc, operation.at);
    const $at = tr.doc.resolve(at);
    const word = words[operation.pick % words.length] ?? 'x';
    if ($at.parent.isTextblock) tr.insert(at, schema.text(word, $at.parent.type.spec.code === true ? [] : $at.marks()));
  },
  deleteRange(tr: Transform, operation: Operation) {
    const { from, to } = range(tr.doc, operation);
    tr.delete(from, to);
  },
  deleteAcross(tr: Transform, operation: Operation) {
    const a = place(tr.doc, operation.at);
    const b = place(tr.doc, Math.min(0.999, operation.at + operation.to * 0.2));
    tr.deleteRange(Math.min(a, b), Math.max(a, b));
  },
  toggleMark(tr: Transform, operation: Operation) {
    const { from, to } = range(tr.doc, operation);
    const mark = marks[operation.pick % marks.length];
    if (mark === undefined || from === to) return;
    if (tr.doc.rangeHasMark(from, to, mark.type)) tr.removeMark(from, to, mark.type);
    else tr.addMark(from, to, mark);
  },
  split(tr: Transform, operation: Operation) {
    const at = place(tr.doc, operation.at);
    const depth = (operation.pick % 2) + 1;
    const $at = tr.doc.resolve(at);
    if ($at.parent.type.name.startsWith('table')) return;
    if (canSplit(tr.doc, at, depth)) tr.split(at, depth);
    else if (canSplit(tr.doc, at)) tr.split(at);
  },
  join(tr: Transform, operation: Operation) {
    const block = choose(blocks(tr.doc), operation.at);
    if (block !== undefined && canJoin(tr.doc, block.pos)) tr.join(block.pos);
  },
  wrap(tr: Transform, operation: Operation) {
    const $at = tr.doc.resolve(place(tr.doc, operation.at));
    const types = [schema.nodes.blockquote, schema.nodes.bulletList, schema.nodes.orderedList];
    const type = types[operation.pick % types.length];
    const blockRange = $at.blockRange();
    const wrapping = blockRange === null || type === undefined ? null : findWrapping(blockRange, type);
    if (blockRange !== null && wrapping !== null) tr.wrap(blockRange, wrapping);
  },
  lift(tr: Transform, operation: Operation) {
    const blockRange = tr.doc.resolve(place(tr.doc, operation.at)).blockRange();
    const target = blockRange === null ? null : liftTarget(blockRange);
    if (blockRange !== null && target !== null) tr.lift(blockRange, target);
  },
  setBlockType(tr: Transform, operation: Operation) {
    const at = place(tr.doc, operation.at);
    const $at = tr.doc.resolve(at);
    if ($at.parent.type.name.startsWith('table')) return;
    const pick = operation.pick % 8;
    if (pick === 7) tr.setBlockType(at, at, schema.nodes.codeBlock, { info: null });
    else if (pick === 0) tr.setBlockType(at, at, schema.nodes.paragraph);
    else tr.setBlockType(at, at, schema.nodes.heading, { level: pick });
  },
  toggleTask(tr: Transform, operation: Operation) {
    const item = ofType(tr.doc, operation.at, 'listItem');
    if (item === undefined || item.node.firstChild?.type !== schema.nodes.paragraph) return;
    const checks = [true, false, null];
    tr.setNodeMarkup(item.pos, null, { checked: checks[operation.pick % 3] ?? null });
  },
  addRow(tr: Transform, operation: Operation) {
    const row = ofType(tr.doc, operation.at, 'tableRow');
    if (row === undefined) return;
    const cells = Array.from({ length: row.node.childCount }, (_, index) =>
      schema.nodes.tableCell.create(
        { align: row.node.child(index).attrs['align'] ?? null },
        index === 0 ? schema.text('new') : null,
      ),
    );
    tr.insert(row.pos + row.node.nodeSize, schema.nodes.tableRow.create(null, cells));
  },
  deleteRow(tr: Transform, operation: Operation) {
    const row = ofType(tr.doc, operation.at, 'tableRow');
    if (row === undefined || row.node.firstChild?.type === schema.nodes.tableHeader) return;
    tr.delete(row.pos, row.pos + row.node.nodeSize);
  },
  changeColumns(tr: Transform, operation: Operation) {
    const table = ofType(tr.doc, operation.at, 'table');
    if (table === undefined) return;
    const width = table.node.firstChild?.childCount ?? 0;
    const column = Math.floor(operation.to * width);
    const isAdded = operation.pick % 2 === 0 || width < 2;
    const rows = Array.from({ length: table.node.childCount }, (_, index) => {
      const row = table.node.child(index);
      const cells = Array.from({ length: row.childCount }, (_, at) => row.child(at));
      if (isAdded) cells.splice(column, 0, cellType(row).create(null, index === 0 ? schema.text('col') : null));
      else cells.splice(column, 1);
      return row.copy(Fragment.fromArray(cells));
    });
    replaceNode(tr, table.pos, table.node, table.node.copy(Fragment.fromArray(rows)));
  },
  align(tr: Transform, operation: Operation) {
    const table = ofType(tr.doc, operation.at, 'table');
    if (table === undefined) return;
    const width = table.node.firstChild?.childCount ?? 0;
    const column = Math.floor(operation.to * width);
    const align = [null, 'left', 'center', 'right'][operation.pick % 4] ?? null;
    const rows = Array.from({ length: table.node.childCount }, (_, index) => {
      const row = table.node.child(index);
      const cells = Array.from({ length: row.childCount }, (_, at) => {
        const cell = row.child(at);
        return at === column ? cell.type.create({ ...cell.attrs, align }, cell.content) : cell;
      });
      return row.copy(Fragment.fromArray(cells));
    });
    replaceNode(tr, table.pos, table.node, table.node.copy(Fragment.fromArray(rows)));
  },
  moveBlock(tr: Transform, operation: Operation) {
    const { doc } = tr;
    if (doc.childCount < 2) return;
    const from = Math.floor(operation.at * doc.childCount);
    const children = Array.from({ length: doc.childCount }, (_, index) => doc.child(index));
    const [moved] = children.splice(from, 1);
    if (moved === undefined) return;
    children.splice(Math.floor(operation.to * (children.length + 1)), 0, moved);
    tr.replaceWith(0, doc.content.size, Fragment.fromArray(children));
  },
  moveItem(tr: Transform, operation: Operation) {
    const list = ofType(tr.doc, operation.at, 'bulletList', 'orderedList');
    if (list === undefined || list.node.childCount < 2) return;
    const children = Array.from({ length: list.node.childCount }, (_, index) => list.node.child(index));
    const [moved] = children.splice(Math.floor(operation.to * children.length), 1);
    if (moved === undefined) return;
    children.splice(operation.pick % (children.length + 1), 0, moved);
    replaceNode(tr, list.pos, list.node, list.node.copy(Fragment.fromArray(children)));
  },
  deleteBlock(tr: Transform, operation: Operation) {
    const block = choose(
      blocks(tr.doc).filter(({ node }) => !node.type.name.startsWith('table') || node.type.name === 'table'),
      operation.at,
    );
    if (block === undefined) return;
    const { parent } = tr.doc.resolve(block.pos);
    if (parent.childCount > 1) tr.delete(block.pos, block.pos + block.node.nodeSize);
  },
  indentItem(tr: Transform, operation: Operation) {
    const list = ofType(tr.doc, operation.at, 'bulletList', 'orderedList');
    if (list === undefined || list.node.childCount < 2) return;
    const index = 1 + Math.floor(operation.to * (list.node.childCount - 1));
    const children = Array.from({ length: list.node.childCount }, (_, at) => list.node.child(at));
    const item = children[index];
    const before = children[index - 1];
    if (item === undefined || before === undefined) return;
    const nested = list.node.type.create(list.node.attrs, item);
    children.splice(index - 1, 2, before.copy(before.content.addToEnd(nested)));
    replaceNode(tr, list.pos, list.node, list.node.copy(Fragment.fromArray(children)));
  },
  pasteSlice(tr: Transform, operation: Operation) {
    const a = place(tr.doc, operation.at);
    const b = place(tr.doc, operation.to);
    const slice = tr.doc.slice(Math.min(a, b), Math.max(a, b));
    if (slice.size > 2_000) return;
    const at = place(tr.doc, (operation.at * 31 + operation.to) % 1);
    if (tr.doc.resolve(at).parent.type.name.startsWith('table')) return;
    tr.replace(at, at, Slice.maxOpen(slice.content, false).size > 0 ? slice : Slice.empty);
  },
  insertBlock(tr: Transform, operation: Operation) {
    const block = choose(
      blocks(tr.doc).filter(({ node }) => !node.type.name.startsWith('table') && node.type.name !== 'listItem'),
      operation.at,
    );
    if (block === undefined) return;
    const fresh = [
      schema.nodes.horizontalRule.create(),
      schema.nodes.codeBlock.create({ info: 'js' }, schema.text('let a = `1`;\n```\n~~~')),
      schema.nodes.paragraph.create(null, schema.text('# not a heading')),
      schema.nodes.lockedBlock.create({ kind: 'html', source: '<div>\nraw\n</div>' }),
      schema.nodes.heading.create({ level: 3 }, schema.text('Heading #')),
      schema.nodes.bulletList.create(
        null,
        schema.nodes.listItem.create(null, schema.nodes.paragraph.create(null, schema.text('item'))),
      ),
    ][operation.pick % 6];
    if (fresh !== undefined) tr.insert(block.pos + block.node.nodeSize, fresh);
  },
  hardBreak(tr: Transform, operation: Operation) {
    const at = place(tr.doc, operation.at);
    const { parent } = tr.doc.resolve(at);
    if (parent.isTextblock && parent.type.spec.code !== true) tr.insert(at, schema.nodes.hardBreak.create());
  },
  insertImage(tr: Transform, operation: Operation) {
    const at = place(tr.doc, operation.at);
    const { parent } = tr.doc.resolve(at);
    const image = schema.nodes.image.create({ src: '/a b|c.png', alt: 'alt *x* [y]', title: 'T' });
    if (parent.isTextblock && parent.type.spec.code !== true) tr.insert(at, image);
  },
};

export type OperationName = keyof typeof operations;

export const operationNames = Object.keys(operations).filter((name): name is OperationName => name in operations);

/** Applies an operation; null when it does not apply to this document or the editor's own transform refuses it. */
export function applyOperation(doc: Node, operation: Operation): Node | null {
  const tr = new Transform(doc);
  try {
    operations[operation.name](tr, operation);
    tr.doc.check();
  } catch (thrown) {
    if (
      thrown instanceof RangeError ||
      (thrown instanceof Error && ['ReplaceError', 'TransformError'].includes(thrown.name))
    )
      return null;
    throw thrown;
  }
  return tr.docChanged ? tr.doc : null;
}
