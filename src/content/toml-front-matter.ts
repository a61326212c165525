import { parse as parseText } from 'smol-toml';
import type { KeyPath } from './front-matter-keys.ts';
import { placesOfFields, type FieldPlace, type ValuePlace } from './front-matter-place.ts';

/** Deeper front matter is kept, but not read. */
const MAX_OPENINGS = 500;
const MAX_KEY_PARTS = 50;

/** The value of TOML `content`; undefined when it is invalid or hostile. */
export function parseToml(content: string): Record<string, unknown> | undefined {
  if ((content.match(/[[{]/g)?.length ?? 0) > MAX_OPENINGS) return undefined;
  if (content.split('\n').some((line) => line.slice(0, line.indexOf('=')).split('.').length > MAX_KEY_PARTS))
    return undefined;
  try {
    return parseText(content);
  } catch (error) {
    // Invalid, or nested too deep: such front matter is kept unread.
    if (error instanceof Error) return undefined;
    throw error;
  }
}

/** The keys at the top of TOML `content` with their values; empty when it is invalid. */
export function tomlRows(content: string): readonly (readonly [string, unknown])[] {
  return Object.entries(parseToml(content) ?? {});
}

const KEY =
  /[ \t]*([A-Za-z0-9_-]+|"[^"\\\r\n]*"|'[^'\r\n]*')[ \t]*(?:\.[ \t]*([A-Za-z0-9_-]+|"[^"\\\r\n]*"|'[^'\r\n]*')[ \t]*)?=[ \t]*/y;
const TABLE = /[ \t]*\[[ \t]*([A-Za-z0-9_-]+)[ \t]*\][ \t]*(?:#[^\r\n]*)?(?=[\r\n]|$(?![^]))/y;

function bare(key: string): string {
  return /^["']/.test(key) ? key.slice(1, -1) : key;
}

/** Behind the TOML string that begins at `index`. */
export function behindTomlString(text: string, index: number): number {
  const quote = text.charAt(index);
  const long = text.startsWith(quote.repeat(3), index);
  const fence = long ? quote.repeat(3) : quote;
  let at = index + fence.length;
  while (at < text.length && !text.startsWith(fence, at)) at += quote === '"' && text.charAt(at) === '\\' ? 2 : 1;
  at += fence.length;
  // Up to two quotes may stand directly before the closing three.
  if (long) while (text.charAt(at) === quote) at += 1;
  return at;
}

/** Behind the statement whose value, or whatever else it is, begins at `index`: at the end of its last line. */
function behindStatement(text: string, index: number): number {
  let depth = 0;
  let at = index;
  while (at < text.length) {
    const character = text.charAt(at);
    if (character === '"' || character === "'") {
      at = behindTomlString(text, at);
      continue;
    }
    if (character === '#') {
      while (at < text.length && !/[\r\n]/.test(text.charAt(at))) at += 1;
      continue;
    }
    if (depth === 0 && /[\r\n]/.test(character)) return at;
    if (/[[{]/.test(character)) depth += 1;
    if (/[\]}]/.test(character)) depth -= 1;
    at += 1;
  }
  return at;
}

/** Where each value stands whose key has one part, or two of which the first may be the name of a table. */
export function scanToml(text: string): ReadonlyMap<string, number> {
  const starts = new Map<string, number>();
  let table: string | null | undefined;
  let at = 0;
  while (at < text.length) {
    TABLE.lastIndex = at;
    KEY.lastIndex = at;
    const header = TABLE.exec(text);
    const key = header === null ? KEY.exec(text) : null;
    if (header !== null) table = header[1];
    else if (/[ \t]*\[/y.test(text.slice(at, at + 64))) table = null;
    else if (key !== null && table !== null) {
      const parts = [table, bare(key[1] ?? ''), key[2] === undefined ? undefined : bare(key[2])].filter(
        (part) => part !== undefined,
      );
      if (parts.length <= 2) starts.set(parts.join('\0'), at + key[0].length);
    }
    at = behindStatement(text, key === null ? at : at + key[0].length);
    at += text.startsWith('\r\n', at) ? 2 : 1;
  }
  return starts;
}

function own(value: unknown, key: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
  return Object.getOwnPropertyDescriptor(value, key)?.value;
}

/** Where the fields stand in TOML `content`; undefined when it is invalid. */
export function readToml(content: string): readonly FieldPlace[] | undefined {
  const root = parseToml(content);
  if (root === undefined) return undefined;
  const starts = scanToml(content);
  return placesOfFields((path: KeyPath): ValuePlace | undefined => {
    const start = starts.get(path.join('\0'));
    const value = path[1] === undefined ? own(root, path[0]) : own(own(root, path[0]), path[1]);
    if (start === undefined || typeof value !== 'string') return undefined;
    const quote = content.charAt(start);
    if ((quote !== '"' && quote !== "'") || content.startsWith(quote.repeat(3), start)) return undefined;
    return { value, start, end: behindTomlString(content, start), style: quote === '"' ? 'double' : 'single' };
  });
}

function spellings(value: string, style: FieldPlace['style']): readonly string[] {
  const basic = JSON.stringify(value).replace(/\x7f/g, '\\u007f');
  // oxlint-disable-next-line no-control-regex -- a literal string can't hold these
  return style === 'single' && !/['\0-\x08\x0a-\x1f\x7f]/.test(value) ? [`'${value}'`, basic] : [basic];
}

/** TOML `content` with `value` at `place`; undefined when the result would not read back. */
export function writeToml(content: string, place: FieldPlace, value: string): string | undefined {
  for (const spelling of spellings(value, place.style)) {
    const written = content.slice(0, place.start) + spelling + content.slice(place.end);
    const read = readToml(written)?.find((other) => other.field === place.field);
    if (read?.value === value && read.start === place.start) return written;
  }
  return undefined;
}
