import {
  isMap,
  isScalar,
  parseDocument,
  type Document,
  type Pair,
  type ParsedNode,
  type Scalar,
  type YAMLMap,
} from 'yaml';
import type { KeyPath } from './front-matter-keys.ts';
import { placesOfFields, type FieldPlace, type ValuePlace, type ValueStyle } from './front-matter-place.ts';

/** Deeper front matter is kept, but not read. */
const MAX_OPENINGS = 200;

type YamlMap = YAMLMap<ParsedNode, ParsedNode | null>;

function parse(content: string): Document.Parsed | undefined {
  // Depth costs stack and time; people's front matter never comes near this.
  if ((content.match(/[[{]|[?-][ \t]+(?=[?-][ \t])/g)?.length ?? 0) > MAX_OPENINGS) return undefined;
  try {
    return parseDocument(content, {
      schema: 'core',
      prettyErrors: false,
      logLevel: 'silent',
      uniqueKeys: true,
      stringKeys: true,
    });
  } catch (error) {
    // The parser gives up on some hostile input by throwing; such front matter is kept unread.
    if (error instanceof Error) return undefined;
    throw error;
  }
}

/** The map at the top of `content`; `empty` when there are at most comments, undefined when it is invalid or something else. */
export function readMap(content: string): YamlMap | 'empty' | undefined {
  const document = parse(content);
  if (document === undefined || document.errors.length > 0 || document.warnings.length > 0) return undefined;
  const contents: unknown = document.contents;
  if (contents === null) return 'empty';
  if (isScalar(contents) && contents.value === null && contents.source === '') return 'empty';
  return isParsedMap(contents) ? contents : undefined;
}

/** A map that came out of the parser: its keys and values are parsed nodes with ranges. */
function isParsedMap(node: unknown): node is YamlMap {
  return isMap(node) && Array.isArray(node.range);
}

/** The pair of a key that is a word. */
export function findPair(map: YamlMap, key: string): Pair<ParsedNode, ParsedNode | null> | undefined {
  return map.items.find((pair) => isScalar(pair.key) && pair.key.value === key);
}

function styleOf(type: string | undefined): ValueStyle {
  if (type === 'QUOTE_SINGLE') return 'single';
  if (type === 'QUOTE_DOUBLE') return 'double';
  return type?.startsWith('BLOCK_') === true ? 'block' : 'plain';
}

function scalarPlace(content: string, scalar: Scalar.Parsed): ValuePlace | undefined {
  const hasTag: boolean = scalar.tag !== undefined;
  if (hasTag) return undefined;
  const [start, end] = scalar.range;
  const source = content.slice(start, end);
  const value: unknown = scalar.value;
  if (value === null && source === '') return undefined;
  const style = styleOf(scalar.type);
  // The line end behind a block scalar belongs to the next line.
  const kept = style === 'block' ? source.replace(/(?:\r\n|\n|\r)$/, '') : source;
  const shown = typeof value === 'string' ? value : value === null ? '' : source;
  return { value: shown, start, end: start + kept.length, style };
}

/** Where the value of a pair stands; undefined where it is not one word, number or date. */
export function pairPlace(content: string, pair: Pair<ParsedNode, ParsedNode | null>): ValuePlace | undefined {
  const { key, value } = pair;
  if (isScalar(value)) {
    const place = scalarPlace(content, value);
    if (place !== undefined) return place;
    if (value.tag !== undefined || value.anchor !== undefined) return undefined;
  } else if (value !== null) {
    return undefined;
  }
  const colon = content.slice(key.range[1]).match(/^[ \t]*:/);
  if (colon === null) return undefined;
  const at = key.range[1] + colon[0].length;
  return { value: '', start: at, end: at, style: 'none' };
}

function placesInMap(content: string, map: YamlMap): readonly FieldPlace[] {
  return placesOfFields((path: KeyPath) => {
    const pair = findPair(map, path[0]);
    if (pair === undefined) return undefined;
    if (path[1] === undefined) return pairPlace(content, pair);
    const inner: unknown = pair.value;
    if (!isParsedMap(inner)) return undefined;
    const innerPair = findPair(inner, path[1]);
    return innerPair === undefined ? undefined : pairPlace(content, innerPair);
  });
}

/** Where the fields stand in YAML `content`; undefined when it is invalid, hostile, or no map. */
export function readYaml(content: string): readonly FieldPlace[] | undefined {
  const map = readMap(content);
  if (map === undefined) return undefined;
  return map === 'empty' ? [] : placesInMap(content, map);
}

/** The keys at the top of YAML `content`, each with its value as it is written; a string without its quotes. */
export function yamlRows(content: string): readonly (readonly [string, string])[] {
  const map = readMap(content);
  if (map === undefined || map === 'empty') return [];
  return map.items.map(({ key, value }) => {
    const name = isScalar(key) ? String(key.value) : content.slice(key.range[0], key.range[1]);
    if (value === null) return [name, ''];
    const isString = isScalar(value) && typeof value.value === 'string';
    return [name, isString ? String(value.value) : content.slice(value.range[0], value.range[1]).trimEnd()];
  });
}

/** Each value below the top as its key's path and its source, to compare two versions by; aliases are not followed. */
function outline(content: string, map: YamlMap, depth: number): string[] {
  return map.items.flatMap((pair) => {
    const key = content.slice(pair.key.range[0], pair.key.range[1]);
    const { value } = pair;
    if (value === null) return [`${key}:`];
    if (depth > 0 && isParsedMap(value)) return outline(content, value, depth - 1).map((line) => `${key}.${line}`);
    return [`${key}: ${value.anchor ?? ''} ${content.slice(value.range[0], value.range[1]).trim()}`];
  });
}

/** True when `after` differs from `before` in the value of one key, that of `place`, and there it says `value`. */
function isOnlyEdit(before: string, after: string, place: FieldPlace, value: string): boolean {
  const [oldMap, newMap] = [readMap(before), readMap(after)];
  if (oldMap === undefined || newMap === undefined || oldMap === 'empty' || newMap === 'empty') return false;
  const oldLines = outline(before, oldMap, 1);
  const newLines = outline(after, newMap, 1);
  if (oldLines.length !== newLines.length) return false;
  if (oldLines.filter((line, index) => line !== newLines[index]).length > 1) return false;
  const written = placesInMap(after, newMap).find((other) => other.field === place.field);
  return written !== undefined && written.value === value && written.start <= place.start + 1;
}

/** What some reader of YAML takes for another type, or what can't begin or stand in a plain value. */
const NOT_PLAIN =
  // oxlint-disable-next-line no-control-regex -- these can only stand in double quotes
  /^(?:y|n|yes|no|on|off|true|false|null|~|=|<<)$|^[-+.]?\d|^[-+]?\.(?:inf|nan)|^[-?:,[\]{}#&*!|>'"%@`=\s]|: |:$| #|[\0-\x1f\x7f-\x9f\u2028\u2029\ufeff]|\s$/i;

function doubleQuoted(value: string): string {
  // JSON's escapes are YAML's; what JSON leaves bare and YAML does not print is escaped too.
  return JSON.stringify(value).replace(/[\x7f-\x9f\u2028\u2029\ufeff]/g, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}

/** The ways to write a value as a YAML scalar, like the one it replaces if possible. */
export function yamlSpellings(value: string, style: ValueStyle): readonly string[] {
  const double = doubleQuoted(value);
  const single = `'${value.replace(/'/g, "''")}'`;
  if (style === 'double') return [double];
  // oxlint-disable-next-line no-control-regex -- these can only stand in double quotes
  if (style === 'single') return /[\0-\x1f\x7f-\x9f\u2028\u2029\ufeff]/.test(value) ? [double] : [single, double];
  return value === '' || NOT_PLAIN.test(value) ? [double] : [value, double];
}

/** YAML `content` with `value` at `place` and nothing else changed; undefined when no way to write it was found. */
export function writeYaml(content: string, place: FieldPlace, value: string): string | undefined {
  for (const spelling of yamlSpellings(value, place.style)) {
    const before = content.slice(0, place.start);
    const written = before + (before.endsWith(':') ? ' ' : '') + spelling + content.slice(place.end);
    if (isOnlyEdit(content, written, place, value)) return written;
  }
  return undefined;
}
