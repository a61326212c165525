import { afterLineEnd, isRestBlank, lineEndIndex } from './line-end.ts';

/** Where a first-level heading behind a `#` stands. */
export interface AtxLine {
  readonly start: number;
  /** Behind its last character, before the line end. */
  readonly end: number;
  readonly contentStart: number;
  readonly contentEnd: number;
  /** Its content, with its markup. */
  readonly source: string;
}

/** Where the lines of a heading that is underlined stand. */
export interface SetextLines {
  readonly start: number;
  /** Behind the underline, before the line end. */
  readonly end: number;
  /** Behind the last line above the underline, before its line end. */
  readonly contentEnd: number;
}

const ATX = / {0,3}#(?=[ \t\n\r]|$(?![^]))[ \t]*/y;
const SETEXT_UNDERLINE = / {0,3}=+[ \t]*(?=[\n\r]|$(?![^]))/y;
/** A title of more lines is a paragraph that someone underlined by mistake. */
const MAX_SETEXT_LINES = 8;

/** The heading behind a `#` that begins at `index`, the start of a line. */
export function atxLine(text: string, index: number): AtxLine | undefined {
  ATX.lastIndex = index;
  const opening = ATX.exec(text);
  if (opening === null) return undefined;
  const lineEnd = lineEndIndex(text, index);
  const contentStart = Math.min(index + opening[0].length, lineEnd);
  // The space before closing marks may be the one after the opening mark.
  const hashes = index + opening[0].replace(/[ \t]+$/, '').length;
  const rest = text.slice(hashes, lineEnd).replace(/[ \t]+$/, '');
  const content = rest.replace(/[ \t]+#+$/, '').replace(/[ \t]+$/, '');
  const isEmpty = hashes + content.length <= contentStart;
  return {
    start: index,
    end: lineEnd,
    contentStart,
    contentEnd: isEmpty ? contentStart : hashes + content.length,
    source: isEmpty ? '' : text.slice(contentStart, hashes + content.length),
  };
}

/** Lines from `index` on, the start of one, with an underline behind them; whether they are a heading is not looked at. */
export function setextLines(text: string, index: number): SetextLines | undefined {
  let at = index;
  for (let lines = 0; lines < MAX_SETEXT_LINES; lines += 1) {
    if (at >= text.length || isRestBlank(text, at)) return undefined;
    const contentEnd = lineEndIndex(text, at);
    at = afterLineEnd(text, contentEnd);
    SETEXT_UNDERLINE.lastIndex = at;
    const underline = at > contentEnd ? SETEXT_UNDERLINE.exec(text) : null;
    if (underline !== null) return { start: index, end: at + underline[0].length, contentEnd };
  }
  return undefined;
}
