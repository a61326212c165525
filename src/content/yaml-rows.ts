import { isScalar, isSeq, visit, type Scalar } from 'yaml';
import { keptItems, plainKind, type EditableRow, type RowValue } from './front-matter-row.ts';
import type { ValuePlace } from './front-matter-place.ts';
import { findPair, readMap, pairPlace, yamlSpellings } from './yaml-front-matter.ts';

/** Each key at the top of YAML `content` with the source of its value; undefined when it is invalid. */
export function yamlSources(content: string): readonly (readonly [string, string])[] | undefined {
  const map = readMap(content);
  if (map === undefined || map === 'empty') return undefined;
  return map.items.map(({ key, value }) => [
    content.slice(key.range[0], key.range[1]),
    value === null ? '' : `${value.anchor ?? ''} ${content.slice(value.range[0], value.range[1]).trim()}`,
  ]);
}

/** The value of `key` in YAML `content`, if it is a word, a number, a date, true or false, nothing yet, or a list of words. */
export function yamlRow(content: string, key: string): EditableRow | undefined {
  const map = readMap(content);
  const pair = map === undefined || map === 'empty' ? undefined : findPair(map, key);
  // What refers to other places may change with any of them.
  if (map === undefined || map === 'empty' || pair === undefined || hasReferences(map)) return undefined;
  const { value } = pair;
  if (isSeq(value)) {
    if (value.tag !== undefined || !value.items.every((each) => isItem(each))) return undefined;
    const items = value.items.flatMap((each) => (isItem(each) ? [each] : []));
    const shown = items.map((each) => textOf(content, each));
    if (shown.some((each) => each === '' || /[\r\n]/.test(each))) return undefined;
    const list = { content, items, shown, start: value.range[0], end: value.range[1] };
    return value.flow === true ? flowRow(list) : blockRow({ ...list, colon: content.indexOf(':', pair.key.range[1]) });
  }
  const place = pairPlace(content, pair);
  if (place === undefined || place.style === 'block' || /[\r\n]/.test(content.slice(place.start, place.end)))
    return undefined;
  const isNull = isScalar(value) && value.value === null;
  const known = place.style === 'none' || isNull ? undefined : plainKind(place.value);
  // A quoted number is text; a quoted date is a date still.
  const kind = known === undefined || (place.style !== 'plain' && known !== 'date') ? 'text' : known;
  return {
    kind,
    value: place.value,
    candidates: (next) => (typeof next === 'string' ? scalarTexts(content, place, kind, next) : []),
  };
}

function hasReferences(map: Parameters<typeof findPair>[0]): boolean {
  let isFound = false;
  const look = (node: { readonly anchor?: string | undefined }): symbol | undefined => {
    if (node.anchor === undefined) return undefined;
    isFound = true;
    return visit.BREAK;
  };
  visit(map, {
    Alias: () => {
      isFound = true;
      return visit.BREAK;
    },
    Scalar: (_, node) => look(node),
    Collection: (_, node) => look(node),
  });
  return isFound;
}

function scalarTexts(content: string, place: ValuePlace, kind: string, value: string): readonly string[] {
  const before = content.slice(0, place.start);
  const isPlain = kind !== 'text' && place.style === 'plain';
  const spellings = isPlain ? [value] : yamlSpellings(value, place.style);
  return spellings.map((each) => before + (before.endsWith(':') ? ' ' : '') + each + content.slice(place.end));
}

function isItem(node: unknown): node is Scalar.Parsed {
  return isScalar(node) && node.tag === undefined && node.anchor === undefined && Array.isArray(node.range);
}

function textOf(content: string, item: Scalar.Parsed): string {
  const value: unknown = item.value;
  return typeof value === 'string' ? value : content.slice(item.range[0], item.range[1]);
}

interface YamlList {
  readonly content: string;
  readonly items: readonly Scalar.Parsed[];
  readonly shown: readonly string[];
  readonly start: number;
  readonly end: number;
}

/** How the items of a list are quoted: like its first one. */
function spell({ items }: YamlList, item: string, isFlow: boolean): readonly string[] {
  const type = items[0]?.type;
  const style = type === 'QUOTE_DOUBLE' ? 'double' : type === 'QUOTE_SINGLE' ? 'single' : 'plain';
  const texts = yamlSpellings(item, style);
  return isFlow ? texts.filter((text) => /^["']/.test(text) || !/[,[\]{}]/.test(text)) : texts;
}

/** `[a, b]` on one line. */
function flowRow(list: YamlList): EditableRow | undefined {
  const { content, items, shown, start, end } = list;
  const source = content.slice(start, end);
  if (/[\r\n]/.test(source)) return undefined;
  const padding = /^\[([ \t]*)\S/.exec(source)?.[1] ?? '';
  return {
    kind: 'list',
    value: shown,
    candidates: (value) => {
      const texts = write(list, value, (item) => spell(list, item, true)[0] ?? '');
      if (texts === undefined) return [];
      const inside = texts.map((text) => (typeof text === 'string' ? text : sourceOf(content, items[text.kept])));
      const made = inside.length === 0 ? '[]' : `[${padding}${inside.join(', ')}${inside.length === 0 ? '' : padding}]`;
      return [content.slice(0, start) + made + content.slice(end)];
    },
  };
}

/** One item per line, each behind a dash; comments behind items stay with them. */
function blockRow(list: YamlList & { readonly colon: number }): EditableRow | undefined {
  const { content, items, shown, colon } = list;
  const first = items[0];
  const last = items.at(-1);
  if (first === undefined || last === undefined) return undefined;
  const from = content.lastIndexOf('\n', list.start - 1) + 1;
  const lineEnd = content.indexOf('\n', last.range[1] - 1);
  const to = lineEnd === -1 ? content.length : lineEnd;
  const lines = content.slice(from, to).split('\n');
  const dash = /^[ \t]*-[ \t]+/.exec(lines[0] ?? '')?.[0];
  // Each item stands on a line of its own, without others between them, or the list is left to the source.
  if (dash === undefined || lines.length !== items.length || !lines.every((line) => /^[ \t]*-[ \t]+\S/.test(line)))
    return undefined;
  const isCrlf = lines[0]?.endsWith('\r') === true || content.slice(0, from).endsWith('\r\n');
  return {
    kind: 'list',
    value: shown,
    candidates: (value) => {
      const texts = write(list, value, (item) => `${dash}${spell(list, item, false)[0] ?? ''}`);
      if (texts === undefined || colon === -1) return [];
      if (texts.length === 0) {
        const head = content.slice(0, from).replace(/\r?\n$/, '');
        return [`${head.slice(0, colon + 1)} []${head.slice(colon + 1)}${isCrlf ? '\r' : ''}${content.slice(to)}`];
      }
      const made = texts.map((text) => (typeof text === 'string' ? text : (lines[text.kept] ?? '')).replace(/\r$/, ''));
      const tail = lines.at(-1)?.endsWith('\r') === true ? '\r' : '';
      return [content.slice(0, from) + made.join(isCrlf ? '\r\n' : '\n') + tail + content.slice(to)];
    },
  };
}

/** Each item as the old one that it is, or as it is written anew. */
function write(
  { shown }: YamlList,
  value: RowValue,
  make: (item: string) => string,
): readonly (string | { readonly kept: number })[] | undefined {
  if (typeof value === 'string') return undefined;
  const kept = keptItems(shown, value);
  return value.map((item, at) => {
    const index = kept[at];
    return index === undefined ? make(item) : { kept: index };
  });
}

function sourceOf(content: string, item: Scalar.Parsed | undefined): string {
  return item === undefined ? '' : content.slice(item.range[0], item.range[1]);
}
