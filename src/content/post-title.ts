import { escapeTitle, type EscapeTitleOptions } from './escape-title.ts';
import { atxLine, setextLines } from './heading-lines.ts';
import { readHeading, readInline } from './inline-text.ts';

/** The first-level heading that opens a post. `end` is behind its last character, before the line end. */
export interface PostTitle {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly contentStart: number;
  readonly contentEnd: number;
  readonly form: 'atx' | 'setext';
}

function matchAtx(text: string, index: number): PostTitle | undefined {
  const line = atxLine(text, index);
  if (line === undefined) return undefined;
  const { source, ...place } = line;
  return { ...place, text: source === '' ? '' : readInline(source).text, form: 'atx' };
}

function matchSetext(text: string, index: number): PostTitle | undefined {
  const lines = setextLines(text, index);
  if (lines === undefined) return undefined;
  const { start, end, contentEnd } = lines;
  if (readHeading(text.slice(start, end)) === undefined) return undefined;
  const content = text.slice(start, contentEnd);
  const contentStart = start + (content.length - content.replace(/^[ \t]+/, '').length);
  const trimmedEnd = start + content.replace(/[ \t]+$/, '').length;
  return {
    text: readInline(text.slice(contentStart, trimmedEnd)).text,
    start,
    end,
    contentStart,
    contentEnd: trimmedEnd,
    form: 'setext',
  };
}

/** The first-level heading that begins at `index`, the start of a line; undefined when another block does. */
export function matchPostTitle(text: string, index: number): PostTitle | undefined {
  return matchAtx(text, index) ?? matchSetext(text, index);
}

/** The bytes of `title` in `text` with `value`, a normalized one, as its content. */
export function replaceTitle(text: string, title: PostTitle, value: string, options: EscapeTitleOptions): string {
  const before = text.slice(title.start, title.contentStart);
  const after = text.slice(title.contentEnd, title.end);
  if (title.form === 'setext') {
    const kept = before + escapeTitle(value, options) + after;
    const read = readHeading(kept);
    return read !== undefined && read.literal && read.text === value ? kept : titleText(value, options);
  }
  const space = /[ \t]$/.test(before) ? '' : ' ';
  const closing = after.trim() !== '' && !/^[ \t]/.test(after) ? ' ' : '';
  return before + space + escapeTitle(value, options) + closing + after;
}

/** `value`, a normalized title, as a heading of its own; no line end behind it. */
export function titleText(value: string, options: EscapeTitleOptions = {}): string {
  return `# ${escapeTitle(value, options)}`;
}
