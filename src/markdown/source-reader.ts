import type { List, ListItem, Nodes, Root, RootContent, Table } from 'mdast';
import { Fragment, type Node } from 'prosemirror-model';
import { isVirtual } from './align-children.ts';
import { findDefinitions, type Definition } from './find-definitions.ts';
import { inlineNodes, type InlineScope } from './inline-nodes.ts';
import { columnAfter, documentContainer, joinLines, lineStart, linesWithin, type Container } from './line-prefix.ts';
import { schema } from './schema.ts';
import type { SourceBlock } from './source-tree.ts';

/** A tree of source ranges with the definitions that it holds. */
export interface SourceReading {
  readonly root: SourceBlock;
  /** Link and footnote definitions by normalised identifier, wherever they stand; of equals the first counts. */
  readonly definitions: ReadonlyMap<string, Definition>;
}

const bulletOrNumber = /^(?:[-+*]|\d{1,9}[.)])/;
const emptyParagraph = schema.node('paragraph');

/** Reads an mdast tree into the document and the parallel tree of source ranges. */
export function readSource(source: string, tree: Root): SourceReading {
  const definitions = new Map<string, Definition>();
  collectDefinitions(tree, source, definitions);
  const reader: Reader = { source, definitions };
  const children = tree.children.map((child) => readBlock(child, documentContainer, reader));
  const root: SourceBlock = {
    node: schema.node('doc', null, blockContent(children)),
    syntax: tree,
    from: 0,
    to: source.length,
    container: documentContainer,
    inner: documentContainer,
    children,
  };
  return { root, definitions };
}

interface Reader {
  readonly source: string;
  readonly definitions: ReadonlyMap<string, Definition>;
}

function collectDefinitions(node: Nodes, source: string, definitions: Map<string, Definition>): void {
  if (node.type === 'lockedBlock') collectFrom(node, source, definitions);
  if (!('children' in node)) return;
  if (node.type === 'paragraph' || node.type === 'heading' || node.type === 'table') return;
  for (const child of node.children) collectDefinitions(child, source, definitions);
}

function collectFrom(node: Nodes, source: string, definitions: Map<string, Definition>): void {
  const { from, to } = rangeOf(node);
  const text = source.slice(from, to).replace(/(\r\n|\n|\r)[ \t]*>[ \t>]*/g, '$1');
  for (const definition of findDefinitions(text)) {
    if (!definitions.has(definition.identifier)) definitions.set(definition.identifier, definition);
  }
}

function blockContent(children: readonly SourceBlock[]): Fragment {
  return children.length === 0 ? Fragment.from(emptyParagraph) : Fragment.fromArray(children.map(({ node }) => node));
}

function rangeOf(node: Nodes): { from: number; to: number } {
  const from = node.position?.start.offset ?? 0;
  return { from, to: node.position?.end.offset ?? from };
}

function readBlock(syntax: RootContent, container: Container, reader: Reader): SourceBlock {
  const range = rangeOf(syntax);
  const leaf = (node: Node): SourceBlock => ({ node, syntax, ...range, container, inner: container, children: [] });
  const scope: InlineScope = { ...reader, container };
  switch (syntax.type) {
    case 'paragraph': {
      const node = schema.nodes.paragraph.create(null, inlineNodes(syntax.children, scope));
      // Source that shows as nothing must not pass for a mere place to type.
      return leaf(isVirtual(node) ? lockedNode('text', { ...range, container }, reader) : node);
    }
    case 'heading': {
      const node = schema.nodes.heading.create({ level: syntax.depth }, inlineNodes(syntax.children, scope));
      // An underlined heading right after definitions is reported to begin where they do.
      const [first] = syntax.children;
      const isUnderlined = first !== undefined && reader.source[range.from] !== '#';
      return { ...leaf(node), from: isUnderlined ? rangeOf(first).from : range.from };
    }
    case 'thematicBreak':
      return leaf(schema.nodes.horizontalRule.create());
    case 'code': {
      const info = [syntax.lang, syntax.meta].filter((part) => part !== null && part !== undefined).join(' ');
      const text = syntax.value.replace(/\r\n|\r/g, '\n');
      const content = text === '' ? null : schema.text(text);
      return leaf(schema.nodes.codeBlock.create({ info: info === '' ? null : info }, content));
    }
    case 'blockquote': {
      const inner = quoteContainer(range.from, container, reader);
      const children = syntax.children.map((child) => readBlock(child, inner, reader));
      const node = schema.nodes.blockquote.create(null, blockContent(children));
      return { node, syntax, ...range, container, inner, children };
    }
    case 'list':
      return readList(syntax, container, reader);
    case 'table':
      return readTable(syntax, container, reader);
    case 'break':
    case 'definition':
    case 'delete':
    case 'emphasis':
    case 'footnoteDefinition':
    case 'footnoteReference':
    case 'html':
    case 'image':
    case 'imageReference':
    case 'inlineCode':
    case 'link':
    case 'linkReference':
    case 'listItem':
    case 'lockedBlock':
    case 'lockedInline':
    case 'strong':
    case 'tableCell':
    case 'tableRow':
    case 'text':
    case 'yaml':
    default: {
      const kind = syntax.type === 'lockedBlock' ? syntax.kind : lockedKind(syntax.type);
      return leaf(lockedNode(kind, { ...range, container }, reader));
    }
  }
}

function lockedNode(kind: string, range: { from: number; to: number; container: Container }, reader: Reader): Node {
  const text = joinLines(linesWithin(reader.source, range), { lineEnd: '\n', prefix: '' });
  return schema.nodes.lockedBlock.create({ kind, source: text });
}

function lockedKind(type: string): string {
  return type === 'footnoteDefinition' ? 'footnote' : type.toLowerCase();
}

function quoteContainer(from: number, outer: Container, { source }: Reader): Container {
  const extra = Math.max(0, columnAfter(source.slice(lineStart(source, from), from)) - columnAfter(outer.prefix));
  const marker = source[from + 1] === ' ' || source[from + 1] === '\t' ? '> ' : '>';
  return { kind: 'quote', outer, prefix: outer.prefix + ' '.repeat(Math.min(extra, 3)) + marker, indent: 0 };
}

function readList(syntax: List, container: Container, reader: Reader): SourceBlock {
  const children = syntax.children.map((item) => readItem(item, container, reader));
  const content = Fragment.fromArray(children.map(({ node }) => node));
  const node =
    syntax.ordered === true
      ? schema.nodes.orderedList.create({ start: syntax.start ?? 1 }, content)
      : schema.nodes.bulletList.create(null, content);
  return {
    node,
    syntax,
    ...withoutBlankTail(rangeOf(syntax), children, reader),
    container,
    inner: container,
    children,
  };
}

/** Blanks and quoted empty lines after the last child belong to what follows. */
function withoutBlankTail(
  { from, to }: { from: number; to: number },
  children: readonly SourceBlock[],
  { source }: Reader,
): { from: number; to: number } {
  const end = children.at(-1)?.to ?? to;
  return { from, to: /^[ \t>\r\n]*$/.test(source.slice(end, to)) ? end : to };
}

function readItem(syntax: ListItem, container: Container, reader: Reader): SourceBlock {
  const range = rangeOf(syntax);
  const inner = itemContainer(range, container, reader);
  const isTask = typeof syntax.checked === 'boolean';
  const children = syntax.children.map((child, index) => {
    const block = readBlock(child, inner, reader);
    return isTask && index === 0 ? { ...block, from: afterCheckBox(block.from, reader) } : block;
  });
  const node = schema.nodes.listItem.create({ checked: syntax.checked ?? null }, blockContent(children));
  const own = withoutBlankTail(range, children, reader);
  return { node, syntax, ...own, container, inner: withOwnLead(inner, children, reader), children };
}

/** The paragraph of a task begins after the box and its blanks, whatever stands there. */
function afterCheckBox(from: number, { source }: Reader): number {
  const lead = /^(?:\[[ xX]\])?[ \t]*/.exec(source.slice(from, from + 200))?.[0] ?? '';
  return from + lead.length;
}

function itemContainer({ from, to }: { from: number; to: number }, outer: Container, { source }: Reader): Container {
  const column = columnAfter(source.slice(lineStart(source, from), from));
  const extra = Math.max(0, column - columnAfter(outer.prefix));
  const marker = bulletOrNumber.exec(source.slice(from, Math.min(to, from + 12)))?.[0] ?? '-';
  const markerEnd = columnAfter(marker, column);
  const blanks = /^[ \t]*/.exec(source.slice(from + marker.length, to))?.[0] ?? '';
  const next = source[from + marker.length + blanks.length];
  const isEmpty = from + marker.length + blanks.length >= to || next === '\n' || next === '\r';
  const padding = columnAfter(blanks, markerEnd) - markerEnd;
  const indent = extra + (markerEnd - column) + (isEmpty || padding > 4 ? 1 : padding);
  return { kind: 'item', outer, prefix: outer.prefix + ' '.repeat(indent), indent };
}

/** Takes over the tabs that the item's own lines are indented with. */
function withOwnLead(container: Container, children: readonly SourceBlock[], { source }: Reader): Container {
  for (const child of children.slice(1)) {
    const lead = source.slice(lineStart(source, child.from), child.from);
    const isLead = lead.includes('\t') && /^[ \t>]*$/.test(lead);
    if (isLead && columnAfter(lead) === columnAfter(container.prefix)) return { ...container, prefix: lead };
  }
  return container;
}

function readTable(syntax: Table, container: Container, reader: Reader): SourceBlock {
  const align = syntax.align ?? [];
  const width = syntax.children[0]?.children.length ?? 0;
  const scope: InlineScope = { ...reader, container };
  const rows = syntax.children.map((row, index): SourceBlock => {
    const type = index === 0 ? schema.nodes.tableHeader : schema.nodes.tableCell;
    const range = rangeOf(row);
    const cells = Array.from({ length: width }, (_, column): SourceBlock => {
      const cell = row.children[column];
      const content = cell === undefined ? null : inlineNodes(cell.children, scope);
      const cellRange = cell === undefined ? { from: range.to, to: range.to } : rangeOf(cell);
      const node = type.create({ align: align[column] ?? null }, content);
      return { node, syntax: cell ?? null, ...cellRange, container, inner: container, children: [] };
    });
    const node = schema.nodes.tableRow.create(
      null,
      cells.map((cell) => cell.node),
    );
    return { node, syntax: row, ...range, container, inner: container, children: cells };
  });
  const node = schema.nodes.table.create(
    null,
    rows.map((row) => row.node),
  );
  return { node, syntax, ...rangeOf(syntax), container, inner: container, children: rows };
}
