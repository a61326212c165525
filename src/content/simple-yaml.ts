import { FRONT_MATTER_KEYS } from './front-matter-keys.ts';
import { placesOfFields, type FieldPlace, type ValuePlace } from './front-matter-place.ts';

/** A key at the margin with a value on its line. */
const ENTRY = /^([A-Za-z_][A-Za-z0-9_-]{0,99}):(?: +(\S.*?))? *$/;
// oxlint-disable-next-line no-control-regex -- what YAML does not print, or folds
const ODD_CHARACTER = /[\0-\x09\x0b\x0c\x0e-\x1f\x7f-\xa0\u2028\u2029\ufeff\ud800-\udfff]/;
/** Words only: nothing that YAML gives a meaning to, and nothing that is not a string. */
const PLAIN = /^(?:[A-Za-z\u00c0-\ufffd/]|\.{1,2}\/)(?!.*(?::(?: |$)| #)).*$/;
const NOT_A_STRING = /^(?:null|true|false)$/i;
const DOUBLE = /^"[^"\\]*"$/;
const SINGLE = /^'[^']*'$/;
/** Dates, numbers and lists of words, which no field is read from. */
const OTHER = /^(?:\d[\w.+-]*(?::[\w.+-]+)*|\[(?:\w[\w./-]*(?: \w[\w./-]*)*(?:, ?\w[\w./-]*(?: \w[\w./-]*)*)*)?\])$/;
const ITEM = /^( *)- (?:[A-Za-z][\w./ -]*|"[^"\\]*")$/;

/** Names that a field may have at the top: a date or number there is left to the full reader. */
const FIELD_NAMES = new Set(Object.values(FRONT_MATTER_KEYS).flat());
/** Plain keys that YAML does not take for strings. */
const NOT_KEYS = ['null', 'Null', 'NULL', 'true', 'True', 'TRUE', 'false', 'False', 'FALSE'];

interface Entry {
  readonly place: ValuePlace | undefined;
}

function entryOf(key: string, value: string | undefined, start: number): Entry | undefined {
  if (value === undefined) return { place: { value: '', start, end: start, style: 'none' } };
  const end = start + value.length;
  if (DOUBLE.test(value)) return { place: { value: value.slice(1, -1), start, end, style: 'double' } };
  if (SINGLE.test(value)) return { place: { value: value.slice(1, -1), start, end, style: 'single' } };
  if (PLAIN.test(value)) return NOT_A_STRING.test(value) ? undefined : { place: { value, start, end, style: 'plain' } };
  return OTHER.test(value) && (value.startsWith('[') || !FIELD_NAMES.has(key)) ? { place: undefined } : undefined;
}

/**
 * Reads front matter of the simplest kind, one word, phrase, date or list of words per key, many times faster than the full reader.
 * Undefined for anything else, never a different result.
 */
export function readSimpleYaml(content: string): readonly FieldPlace[] | undefined {
  if (ODD_CHARACTER.test(content)) return undefined;
  const entries = new Map<string, Entry>();
  let last: string | undefined;
  let indent: string | undefined;
  let at = 0;
  for (const line of content.split('\n')) {
    const text = line.endsWith('\r') ? line.slice(0, -1) : line;
    if (text.includes('\r')) return undefined;
    const item = ITEM.exec(text);
    if (item !== null) {
      if (last === undefined || (indent !== undefined && indent !== item[1])) return undefined;
      indent = item[1];
      entries.set(last, { place: undefined });
    } else if (text !== '' && !text.startsWith('#')) {
      const match = ENTRY.exec(text);
      const key = match?.[1];
      if (match === null || key === undefined || entries.has(key)) return undefined;
      const value = match[2];
      const entry = entryOf(
        key,
        value,
        at + (value === undefined ? key.length + 1 : text.indexOf(value, key.length + 1)),
      );
      if (entry === undefined) return undefined;
      entries.set(key, entry);
      last = value === undefined ? key : undefined;
      indent = undefined;
    }
    at += line.length + 1;
  }
  if (NOT_KEYS.some((key) => entries.has(key))) return undefined;
  return placesOfFields((path) => {
    const entry = path[1] === undefined ? entries.get(path[0]) : undefined;
    return entry?.place;
  });
}
