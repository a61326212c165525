import { decodeHtml, encodeHtml } from '#content';

/** An HTML tag `<img …>` and nothing but it. */
const whole = /^<img\b(?:[^<>"']|"[^"]*"|'[^']*')*>$/i;
const attribute = /([^\s"'<>/=]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'=<>`]+))?/g;

interface TagAttribute {
  readonly name: string;
  readonly value: string;
  /** Where it stands in the tag: all of it, with its quotes and the blanks before it. */
  readonly from: number;
  readonly to: number;
  /** The name as it is written. */
  readonly written: string;
}

/** True when `source` is one `<img>` tag. */
export function isImgTag(source: string): boolean {
  return whole.test(source);
}

function attributesOf(tag: string): TagAttribute[] {
  const found: TagAttribute[] = [];
  const inside = tag.slice(4, -1).replace(/\/$/, '');
  for (const match of inside.matchAll(attribute)) {
    const [text, written = '', raw = ''] = match;
    const at = 4 + match.index;
    const blanks = /\s*$/.exec(tag.slice(0, at))?.[0].length ?? 0;
    const value = decodeHtml(raw.replace(/^(["'])([^]*)\1$/, '$2'), 'attribute');
    found.push({ name: written.toLowerCase(), value, written, from: at - blanks, to: at + text.length });
  }
  return found;
}

/** The attributes of a tag, decoded, by their names in small letters; of two with one name the first counts, as in browsers. */
export function readImgTag(tag: string): ReadonlyMap<string, string> {
  return new Map(
    attributesOf(tag)
      .toReversed()
      .map(({ name, value }) => [name, value]),
  );
}

/**
 * The tag with other values, null for none; attributes that are not named, or have the value already, keep their bytes. New ones
 * follow at the end.
 */
export function patchImgTag(tag: string, values: Readonly<Record<string, string | null>>): string {
  const had = readImgTag(tag);
  let patched = tag;
  for (const { name, written, from, to } of attributesOf(tag).toReversed()) {
    const value = values[name];
    if (value === undefined || value === had.get(name)) continue;
    const blanks = /^\s*/.exec(tag.slice(from))?.[0] ?? '';
    const next = value === null ? '' : `${blanks}${written}="${encoded(value)}"`;
    patched = patched.slice(0, from) + next + patched.slice(to);
  }
  const added = Object.entries(values).flatMap(([name, value]) =>
    value === null || had.has(name) ? [] : [` ${name}="${encoded(value)}"`],
  );
  return patched.replace(/\s*\/?>$/, (end) => added.join('') + end);
}

/** A pipe would end a cell, braces begin what template languages read, and a line end would break the line that it stands in. */
function encoded(value: string): string {
  return encodeHtml(value.replaceAll(/[\r\n]+/g, ' '), 'attribute')
    .replaceAll('|', '&#124;')
    .replaceAll('{', '&#123;')
    .replaceAll('}', '&#125;')
    .replaceAll('`', '&#96;');
}

/** `<img … />` with the attributes that have a value, in the form that HTML and JSX both read. */
export function newImgTag(values: Readonly<Record<string, string | null>>): string {
  return patchImgTag('<img />', values);
}
