import type { Node } from 'prosemirror-model';
import type { Alignment } from './align-children.ts';
import type { BlockContext } from './block-context.ts';
import { diffSequence } from './diff-sequence.ts';
import { joinLines, linesWithin, skipLineEnd } from './line-prefix.ts';
import type { SourceBlock } from './source-tree.ts';

const openingFence = /^(`{3,}|~{3,})([ \t]*)(.*)$/s;

/** Writes a code block. Lines that were there stay as they are; the fence grows when the code would close it. */
export function writeCode({ node, old }: Alignment, context: BlockContext): string {
  const kept = old !== null && old.node.type === node.type && context.isHome && context.rung < 2 ? old : null;
  return (kept === null ? null : patched(kept, node, context)) ?? anew(node, context);
}

function codeLines(node: Node): string[] {
  return node.textContent === '' ? [] : node.textContent.split(/\r\n|\n|\r/);
}

function infoOf(node: Node): string {
  return String(node.attrs['info'] ?? '')
    .replace(/\s+/g, ' ')
    .trim();
}

function anew(node: Node, { style, prefix }: BlockContext): string {
  const lines = codeLines(node);
  const info = infoOf(node)
    .replace(/\\(?=[!-/:-@[-`{-~])/g, String.raw`\\`)
    .replace(/&(?=#?\w+;)/g, String.raw`\&`);
  const character = info.includes('`') ? '~' : style.fence;
  const fence = character.repeat(fenceLength(lines, character, 3));
  return joinLines([fence + info, ...lines, fence], { lineEnd: style.lineEnd, prefix });
}

/** Longer than any run of its character that begins a line of the code. */
function fenceLength(lines: readonly string[], character: string, least: number): number {
  let length = least;
  for (const line of lines) {
    const run = /^[ \t]*(`+|~+)/.exec(line)?.[1] ?? '';
    if (run.startsWith(character)) length = Math.max(length, run.length + 1);
  }
  return length;
}

function patched(old: SourceBlock, node: Node, context: BlockContext): string | null {
  const { source, prefix, style } = context;
  const rawLines = sourceLines(source, old.from, old.to);
  const opening = openingFence.exec(rawLines[0]?.text ?? '');
  const lines = codeLines(node);
  const oldLines = codeLines(old.node);
  const isFenced = opening !== null;
  if (!isFenced) {
    const endsInText = lines.at(-1)?.trim() !== '' || oldLines.at(-1)?.trim() === '';
    const isPlain = node.attrs['info'] === null && lines[0]?.trim() !== '' && endsInText && lines.length > 0;
    if (!isPlain) return null;
  }
  const first = isFenced ? 1 : 0;
  const body = rawLines.slice(first, first + oldLines.length);
  const closing = rawLines.slice(first + oldLines.length);
  const isWhole = isFenced || closing.every(({ text }) => text.trim() === '');
  if (body.length !== oldLines.length || !isWhole) return null;
  const fence = opening?.[1] ?? '';
  if (isFenced && fenceLength(lines, fence.charAt(0), 3) > fence.length) return null;
  const keptLines = diffSequence(oldLines, lines, (a, b) => a === b);
  const texts = lines.map((line, index) => {
    const raw = body[keptLines[index] ?? -1];
    if (raw !== undefined) return raw.text;
    if (line === '' && isFenced) return prefix.trimEnd();
    if (isFenced) return fencedLead(source, old, prefix) + line;
    // A changed line keeps the blanks that it was indented with.
    const own = lines.length === oldLines.length || index === 0 ? body[index]?.text : undefined;
    const shown = oldLines[index] ?? '';
    const lead = own?.endsWith(shown) === true ? own.slice(0, own.length - shown.length) : null;
    return (lead ?? (index === 0 ? '    ' : `${prefix}    `)) + line;
  });
  const end = lineEndOf(source, old) ?? style.lineEnd;
  const info = infoOf(node) === infoOf(old.node) ? (opening?.[0] ?? '') : fence + (opening?.[2] ?? '') + infoOf(node);
  if (isFenced && infoOf(node).includes('`') && fence.startsWith('`')) return null;
  const ends = [
    ...(isFenced ? [rawLines[0]?.end ?? end] : []),
    ...lines.map((_, index) => body[keptLines[index] ?? -1]?.end ?? end),
  ];
  const all = [...(isFenced ? [info] : []), ...texts];
  const tail = closing.map(({ text, end: lineEnd }) => text + lineEnd).join('');
  const written = all
    .map((text, index) => text + (index < all.length - 1 || closing.length > 0 ? ends[index] || end : ''))
    .join('');
  return written + tail;
}

/** New lines of a fence that is itself indented are indented like it. */
function fencedLead(source: string, { from, container }: SourceBlock, prefix: string): string {
  const lead = source.slice(Math.max(source.lastIndexOf('\n', from - 1), source.lastIndexOf('\r', from - 1)) + 1, from);
  const extra = /^[ \t>]*$/.test(lead) && lead.startsWith(container.prefix) ? lead.slice(container.prefix.length) : '';
  return prefix + (/^ *$/.test(extra) ? extra : '');
}

function lineEndOf(source: string, { from, to, container }: SourceBlock): string | null {
  if (linesWithin(source, { from, to, container }).length < 2) return null;
  return /\r\n|\n|\r/.exec(source.slice(from, to))?.[0] ?? null;
}

function sourceLines(source: string, from: number, to: number): { text: string; end: string }[] {
  const lines: { text: string; end: string }[] = [];
  let start = from;
  for (let at = from; at < to; at += 1) {
    const next = skipLineEnd(source, at);
    if (next === at) continue;
    lines.push({ text: source.slice(start, at), end: source.slice(at, Math.min(next, to)) });
    start = next;
    at = next - 1;
  }
  lines.push({ text: source.slice(Math.min(start, to), to), end: '' });
  return lines;
}
