import { trimHtmlSpace } from '#base';
import { decodeHtml, encodeHtml } from './html-text.ts';
import type { LineEnd } from './line-end.ts';
import type { PostField } from './post.ts';

/** The fields that live in divs, in the order in which a new post has them. */
export type DivField = Exclude<PostField, 'title'>;
export const DIV_FIELDS: readonly DivField[] = ['authorName', 'authorImage', 'thumbnail'];

const CLASS_OF: Readonly<Record<DivField, string>> = {
  authorName: 'writerName',
  authorImage: 'writerImage',
  thumbnail: 'BlogThumbnail',
};
const FIELD_OF: ReadonlyMap<string, DivField> = new Map(DIV_FIELDS.map((field) => [CLASS_OF[field], field]));

/** A longer one is none. */
const MAX_LENGTH = 20_000;

/** Where a div stands in the text given to `matchAuthorDiv`. `end` is behind the closing tag; `quote` is what the value stands in. */
export interface AuthorDiv {
  readonly field: DivField;
  readonly value: string;
  readonly start: number;
  readonly end: number;
  readonly valueStart: number;
  readonly valueEnd: number;
  readonly quote: '"' | "'" | 'none' | 'text';
}

const ATTRIBUTES = String.raw`((?:\s+[^\s"'<>/=]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'=<>\x60]+))?)*)`;
const ATTRIBUTE = /\s+([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+)))?/g;
const OPENING = new RegExp(String.raw` {0,3}<div${ATTRIBUTES}\s*>`, 'iy');
const NAME_REST = /([^<>]*)<\/div\s*>/iy;
const IMAGE_REST = new RegExp(String.raw`(\s*<img)${ATTRIBUTES}\s*/?>\s*</div\s*>`, 'iy');
const BLANK_LINE = /(?:\r\n|\n|\r(?!\n))[ \t]*[\r\n]/;

interface Attribute {
  readonly value: string;
  readonly start: number;
  readonly end: number;
  readonly quote: '"' | "'" | 'none';
}

/** The one attribute called `name`; undefined when it is missing, doubled or without a value. */
function findAttribute(attributes: string, name: string): Attribute | undefined {
  let found: Attribute | undefined;
  for (const match of attributes.matchAll(ATTRIBUTE)) {
    if (match[1]?.toLowerCase() !== name) continue;
    if (found !== undefined) return undefined;
    const quote = match[2] === undefined ? (match[3] === undefined ? 'none' : "'") : '"';
    const value = match[2] ?? match[3] ?? match[4];
    if (value === undefined) return undefined;
    const end = match.index + match[0].length - (quote === 'none' ? 0 : 1);
    found = { value, start: end - value.length, end, quote };
  }
  return found;
}

function fieldOfClass(attributes: string): DivField | undefined {
  const classes = findAttribute(attributes, 'class');
  if (classes === undefined) return undefined;
  const fields = decodeHtml(classes.value, 'attribute')
    .split(/\s+/)
    .map((name) => FIELD_OF.get(name))
    .filter((field) => field !== undefined);
  return fields.length === 1 ? fields[0] : undefined;
}

function matchAt(pattern: RegExp, text: string, index: number): RegExpExecArray | null {
  pattern.lastIndex = index;
  return pattern.exec(text);
}

function matchName(text: string, start: number, inner: number): AuthorDiv | undefined {
  const rest = matchAt(NAME_REST, text, inner);
  if (rest === null) return undefined;
  const raw = rest[1] ?? '';
  const value = trimHtmlSpace(raw);
  const valueStart = value === '' ? inner + raw.length : inner + raw.indexOf(value);
  return {
    field: 'authorName',
    value: decodeHtml(value.replace(/[ \t\f]*[\n\r]+[ \t\f]*/g, ' '), 'text'),
    start,
    end: inner + rest[0].length,
    valueStart,
    valueEnd: valueStart + value.length,
    quote: 'text',
  };
}

function matchImage(text: string, start: number, inner: number, field: DivField): AuthorDiv | undefined {
  const rest = matchAt(IMAGE_REST, text, inner);
  if (rest === null) return undefined;
  const src = findAttribute(rest[2] ?? '', 'src');
  if (src === undefined) return undefined;
  const attributesStart = inner + (rest[1] ?? '').length;
  return {
    field,
    value: decodeHtml(src.value, 'attribute').replace(/[\t\n\r]/g, ''),
    start,
    end: inner + rest[0].length,
    valueStart: attributesStart + src.start,
    valueEnd: attributesStart + src.end,
    quote: src.quote,
  };
}

/**
 * The author div that begins at `index`, the start of a line: one element of its own kind, without a blank line inside, holding
 * nothing but text (the name) or one `img` with one `src`. Undefined for anything else.
 */
export function matchAuthorDiv(text: string, index: number): AuthorDiv | undefined {
  const opening = matchAt(OPENING, text, index);
  if (opening === null) return undefined;
  const field = fieldOfClass(opening[1] ?? '');
  if (field === undefined) return undefined;
  const inner = index + opening[0].length;
  const div = field === 'authorName' ? matchName(text, index, inner) : matchImage(text, index, inner, field);
  if (div === undefined || div.end - div.start > MAX_LENGTH) return undefined;
  return BLANK_LINE.test(text.slice(div.start, div.end)) ? undefined : div;
}

/** The bytes of `div` in `text` with `value`, a normalized one, in place of its own. */
export function replaceDivValue(text: string, div: AuthorDiv, value: string, lineEnd: LineEnd): string {
  const before = text.slice(div.start, div.valueStart);
  const after = text.slice(div.valueEnd, div.end);
  if (div.quote === 'text') {
    const isEmpty = div.valueStart === div.valueEnd;
    return (
      before +
      encodeHtml(value, 'text') +
      (isEmpty && /[\n\r]/.test(before) && !/^[\n\r]/.test(after) ? lineEnd : '') +
      after
    );
  }
  const encoded = encodeHtml(value, 'attribute');
  if (div.quote === 'none') return `${before}"${encoded}"${after}`;
  return before + encoded.replace(div.quote === '"' ? /&#39;/g : /&quot;/g, div.quote === '"' ? "'" : '"') + after;
}

/** The div of `field` as a new post has it: a space after the opening tag, the value on a line of its own. No line end behind it. */
export function authorDivText(field: DivField, value: string, lineEnd: LineEnd): string {
  const content =
    field === 'authorName'
      ? encodeHtml(value, 'text')
      : `<img src="${encodeHtml(value, 'attribute').replace(/&#39;/g, "'")}">`;
  return `<div class="${CLASS_OF[field]}"> ${lineEnd}${content}${lineEnd}</div>`;
}
