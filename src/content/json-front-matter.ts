import type { KeyPath } from './front-matter-keys.ts';
import { placesOfFields, type FieldPlace, type ValuePlace } from './front-matter-place.ts';

/** Behind the string, number, word, list or object that begins at `index`; the text is valid JSON. */
function behindValue(text: string, index: number): number {
  let depth = 0;
  let at = index;
  while (at < text.length) {
    const character = text.charAt(at);
    if (character === '"') at = behindString(text, at);
    else {
      if (character === '{' || character === '[') depth += 1;
      if (depth === 0 && /[,}\]\s]/.test(character)) return at;
      at += 1;
      if (character === '}' || character === ']') depth -= 1;
    }
    if (depth === 0 && /["}\]]/.test(text.charAt(at - 1))) return at;
  }
  return at;
}

function behindString(text: string, index: number): number {
  let at = index + 1;
  while (at < text.length && text.charAt(at) !== '"') at += text.charAt(at) === '\\' ? 2 : 1;
  return at + 1;
}

function skipSpace(text: string, index: number): number {
  let at = index;
  while (/\s/.test(text.charAt(at))) at += 1;
  return at;
}

/** Where each value of the object at `index` stands. A key that comes twice counts the last time, as for `JSON.parse`. */
function readObject(
  text: string,
  index: number,
): ReadonlyMap<string, { readonly start: number; readonly end: number }> {
  const values = new Map<string, { start: number; end: number }>();
  let at = skipSpace(text, index + 1);
  while (text.charAt(at) === '"') {
    const keyEnd = behindString(text, at);
    const key: unknown = JSON.parse(text.slice(at, keyEnd));
    const start = skipSpace(text, skipSpace(text, keyEnd) + 1);
    const end = behindValue(text, start);
    if (typeof key === 'string') values.set(key, { start, end });
    at = skipSpace(text, end);
    if (text.charAt(at) === ',') at = skipSpace(text, at + 1);
  }
  return values;
}

function parse(content: string): unknown {
  try {
    return JSON.parse(content);
  } catch (error) {
    // Not JSON, or nested too deep for the stack.
    if (error instanceof SyntaxError || error instanceof RangeError) return undefined;
    throw error;
  }
}

/** Where each value at the top of JSON `content` stands; undefined when it is invalid or no object. */
export function jsonRanges(content: string): ReturnType<typeof readObject> | undefined {
  const value = parse(content);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  return readObject(content, skipSpace(content, 0));
}

/** Where the fields stand in JSON `content`; undefined when it is invalid or no object. */
export function readJson(content: string): readonly FieldPlace[] | undefined {
  const value = parse(content);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const top = readObject(content, skipSpace(content, 0));
  const stringAt = (range: { readonly start: number; readonly end: number } | undefined): ValuePlace | undefined => {
    if (range === undefined || content.charAt(range.start) !== '"') return undefined;
    const text: unknown = JSON.parse(content.slice(range.start, range.end));
    return typeof text === 'string' ? { value: text, start: range.start, end: range.end, style: 'double' } : undefined;
  };
  return placesOfFields((path: KeyPath) => {
    const range = top.get(path[0]);
    if (path[1] === undefined) return stringAt(range);
    if (range === undefined || content.charAt(range.start) !== '{') return undefined;
    return stringAt(readObject(content, range.start).get(path[1]));
  });
}

/** JSON `content` with `value` at `place`; undefined when the result would not read back. */
export function writeJson(content: string, place: FieldPlace, value: string): string | undefined {
  const written = content.slice(0, place.start) + JSON.stringify(value) + content.slice(place.end);
  const read = readJson(written)?.find((other) => other.field === place.field);
  return read?.value === value && read.start === place.start ? written : undefined;
}
