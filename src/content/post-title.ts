import { escapeTitle, type EscapeTitleOptions } from './escape-title.ts';
import { readHeading, readInline } from './inline-text.ts';
import { afterLineEnd, isRestBlank, lineEndIndex } from './line-end.ts';

/** The first-level heading that opens a post. `end` is behind its last character, before the line end. */
export interface PostTitle {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly contentStart: number;
  readonly contentEnd: number;
  readonly form: 'atx' | 'setext';
}

const ATX = / {0,3}#(?=[ \t\n\r]|$(?![^]))[ \t]*/y;
const SETEXT_UNDERLINE = / {0,3}=+[ \t]*(?=[\n\r]|$(?![^]))/y;
/** A title of more lines is a paragraph that someone underlined by mistake. */
const MAX_SETEXT_LINES = 8;

function matchAtx(text: string, index: number): PostTitle | undefined {
  ATX.lastIndex = index;
  const opening = ATX.exec(text);
  if (opening === null) return undefined;
  const lineEnd = lineEndIndex(text, index);
  const contentStart = Math.min(index + opening[0].length, lineEnd);
  // The space before closing marks may be the one after the opening mark.
  const hashes = index + opening[0].replace(/[ \t]+$/, '').length;
  const rest = text.slice(hashes, lineEnd).replace(/[ \t]+$/, '');
  const content = rest.replace(/[ \t]+#+$/, '').replace(/[ \t]+$/, '');
  const contentEnd = Math.max(contentStart, hashes + content.length);
  const source = contentEnd > lineEnd ? '' : text.slice(contentStart, hashes + content.length);
  const isEmpty = hashes + content.length <= contentStart;
  return {
    text: isEmpty ? '' : readInline(source).text,
    start: index,
    end: lineEnd,
    contentStart,
    contentEnd: isEmpty ? contentStart : contentEnd,
    form: 'atx',
  };
}

function matchSetext(text: string, index: number): PostTitle | undefined {
  let at = index;
  for (let lines = 0; lines < MAX_SETEXT_LINES; lines += 1) {
    if (at >= text.length || isRestBlank(text, at)) return undefined;
    const contentEnd = lineEndIndex(text, at);
    at = afterLineEnd(text, contentEnd);
    SETEXT_UNDERLINE.lastIndex = at;
    const underline = at > contentEnd ? SETEXT_UNDERLINE.exec(text) : null;
    if (underline === null) continue;
    const end = at + underline[0].length;
    const heading = readHeading(text.slice(index, end));
    if (heading === undefined) return undefined;
    const content = text.slice(index, contentEnd);
    const contentStart = index + (content.length - content.replace(/^[ \t]+/, '').length);
    const trimmedEnd = index + content.replace(/[ \t]+$/, '').length;
    return {
      text: readInline(text.slice(contentStart, trimmedEnd)).text,
      start: index,
      end,
      contentStart,
      contentEnd: trimmedEnd,
      form: 'setext',
    };
  }
  return undefined;
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
