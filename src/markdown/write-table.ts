import type { Node } from 'prosemirror-model';
import type { Alignment } from './align-children.ts';
import { escapeLevel, type BlockContext } from './block-context.ts';
import { alignRows } from './align-rows.ts';
import { columnMap } from './column-map.ts';
import { linesWithin } from './line-prefix.ts';
import type { SourceBlock } from './source-tree.ts';
import { splitRow, type RowCells } from './split-row.ts';
import { writeInline } from './write-inline.ts';

/** Writes a table. Old rows keep their padding and pipes; in a changed row only changed cells are written. */
export function writeTable({ node, old }: Alignment, context: BlockContext): string {
  const kept = old !== null && old.node.type === node.type && context.isHome && context.rung < 3 ? old : null;
  return (kept === null ? null : patched(kept, node, context)) ?? anew(node, context);
}

function rowsOf(table: Node): Node[] {
  return Array.from({ length: table.childCount }, (_, index) => table.child(index));
}

function cellsOf(row: Node): Node[] {
  return Array.from({ length: row.childCount }, (_, index) => row.child(index));
}

function anew(table: Node, context: BlockContext): string {
  const rows = rowsOf(table);
  const width = Math.max(1, ...rows.map((row) => row.childCount));
  const lines = rows.map((row) => {
    const cells = cellsOf(row).map((cell) => writeCell(cell, [], context));
    return newRow(Array.from({ length: width }, (_, column) => cells[column] ?? ''));
  });
  const first = rows[0];
  const delimiters = Array.from({ length: width }, (_, column) => delimiter(alignOf(first, column)));
  lines.splice(1, 0, newRow(delimiters));
  return lines.join(context.style.lineEnd + context.prefix);
}

function newRow(cells: readonly string[]): string {
  return `|${cells.map((cell) => (cell === '' ? '  ' : ` ${cell} `)).join('|')}|`;
}

function alignOf(row: Node | undefined, column: number): unknown {
  return row !== undefined && column < row.childCount ? row.child(column).attrs['align'] : null;
}

function delimiter(align: unknown): string {
  if (align === 'center') return ':-:';
  if (align === 'left') return ':--';
  return align === 'right' ? '--:' : '---';
}

function writeCell(cell: Node, donors: readonly SourceBlock[], context: BlockContext): string {
  const { source, definitions, style, rung } = context;
  return writeInline(cell, donors, {
    source,
    definitions,
    style,
    prefix: '',
    isOneLine: true,
    isCell: true,
    isHeading: false,
    isItemStart: false,
    level: escapeLevel(rung),
    keep: rung < 2 ? 'source' : rung === 2 ? 'breaks' : 'nothing',
  });
}

function patched(old: SourceBlock, table: Node, context: BlockContext): string | null {
  const { source, prefix, style } = context;
  const header = old.children[0];
  if (header === undefined || table.firstChild === null) return null;
  const columns = columnMap(old.node, table);
  const headerEnd = header.to;
  const bodyStart = old.children[1]?.from ?? old.to;
  const between = source.slice(headerEnd, bodyStart);
  const rule = ruleOf(between, old);
  if (rule === null) return null;
  const rows = rowsOf(table);
  const aligned = alignRows(old.children, rows, columns);
  const first = aligned[0];
  if (first === undefined) return null;
  const rowContext = { columns, context };
  let text = '';
  aligned.forEach((alignment, index) => {
    const before = aligned[index - 1];
    if (before !== undefined) {
      if (index === 1) {
        text += rule.before + patchedRule(rule.text, columns, { before: old.node, after: table });
        const isOwn = alignment.index === 1;
        text += isOwn ? rule.after : style.lineEnd + prefix;
      } else if (
        before.old !== null &&
        alignment.old !== null &&
        alignment.index === before.index + 1 &&
        before.index > 0
      ) {
        text += source.slice(before.old.to, alignment.old.from);
      } else text += style.lineEnd + prefix;
    }
    const neighbour = aligned.find((one) => one.old !== null && one.index > 0)?.old ?? header;
    text += writeRow(alignment, neighbour, rowContext);
  });
  if (aligned.length === 1) text += rule.before + patchedRule(rule.text, columns, { before: old.node, after: table });
  return text;
}

interface Rule {
  readonly before: string;
  readonly text: string;
  readonly after: string;
}

/** The delimiter row and what is around it between the header and the first row of the body. */
function ruleOf(between: string, old: SourceBlock): Rule | null {
  const match = /^([ \t]*(?:\r\n|\n|\r))([^\r\n]*)([\s\S]*)$/.exec(between);
  if (match === null) return null;
  const line = match[2] ?? '';
  const start =
    line.length - (linesWithin(between, { from: 0, to: between.length, container: old.container })[1] ?? line).length;
  return { before: (match[1] ?? '') + line.slice(0, start), text: line.slice(start), after: match[3] ?? '' };
}

function patchedRule(
  text: string,
  columns: readonly number[],
  { before, after }: { before: Node; after: Node },
): string {
  const cells = splitRow(text);
  const segments = columns.map((column, index) => {
    const segment = cells.segments[column];
    const align = alignOf(after.firstChild ?? undefined, index);
    if (segment === undefined) return ` ${delimiter(align)} `;
    if (align === alignOf(before.firstChild ?? undefined, column)) return segment;
    return realigned(segment, align);
  });
  return joinRow(cells, segments);
}

/** Sets or takes away the colons of a delimiter cell and keeps its width where that can be. */
function realigned(segment: string, align: unknown): string {
  return segment.replace(/:?-+:?/, (drawn) => {
    const start = align === 'left' || align === 'center' ? ':' : '';
    const end = align === 'right' || align === 'center' ? ':' : '';
    return start + '-'.repeat(Math.max(1, drawn.length - start.length - end.length)) + end;
  });
}

function joinRow(cells: RowCells, segments: readonly string[]): string {
  return cells.head + segments.join('|') + (segments.length > 0 ? cells.tail : '');
}

interface RowContext {
  readonly columns: readonly number[];
  readonly context: BlockContext;
}

function writeRow({ node, old, isSame }: Alignment, neighbour: SourceBlock, { columns, context }: RowContext): string {
  const { source } = context;
  const cells = cellsOf(node);
  if (old === null) {
    const texts = cells.map((cell) => writeCell(cell, [], context));
    const look = splitRow(source.slice(neighbour.from, neighbour.to));
    const isBare = look.head === '' && texts.length > 1 && texts[0] !== '' && texts.at(-1) !== '';
    return isBare ? texts.join(' | ') : newRow(texts);
  }
  const raw = source.slice(old.from, old.to);
  if (isSame) return raw;
  const row = splitRow(raw);
  const segments: string[] = [];
  cells.forEach((cell, index) => {
    const column = columns[index] ?? -1;
    const block = old.children[column];
    const segment = row.segments[column];
    if (block !== undefined && segment !== undefined && block.node.content.eq(cell.content)) segments.push(segment);
    else if (block === undefined || segment === undefined) {
      const text = writeCell(cell, [], context);
      const isMissing = column >= 0 && segment === undefined;
      if (!isMissing || text !== '' || hasTextAfter(cells, index)) segments.push(text === '' ? '  ' : ` ${text} `);
    } else segments.push(patchedCell(segment, writeCell(cell, [block], context)));
  });
  if (segments.length > row.segments.length && row.tail === '' && row.head !== '' && row.segments.length > 0) {
    return joinRow({ ...row, tail: '|' }, segments);
  }
  return joinRow(row, segments);
}

function hasTextAfter(cells: readonly Node[], index: number): boolean {
  return cells.slice(index + 1).some((cell) => cell.content.size > 0);
}

function patchedCell(segment: string, text: string): string {
  const inner = segment.trim();
  if (inner === '') return segment.length < 2 ? ` ${text} ` : ` ${text}${segment.slice(1)}`.replace(/\s*$/, ' ');
  const at = segment.indexOf(inner);
  return segment.slice(0, at) + text + segment.slice(at + inner.length);
}
