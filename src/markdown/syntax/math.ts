import { lineEndAt } from './line-end-at.ts';
import type { Match, Recogniser } from './recogniser.ts';

const fence = /\$\$[ \t]*(?=[\r\n])/y;
const oneLine = /\$\$[^$\r\n]{1,4000}\$\$/y;
/** `$$ a` where the formula begins on the line of its opener and ends, with no blank line, at the end of another. */
const wrapped = /\$\$[^$\r\n]{1,1000}(?:\r\n|\r|\n)(?:(?!\n[ \t]*\r?\n)[^$]){0,4000}\$\$/y;
const display = /\$\$(?!\$)[^$\r\n]{1,1000}\$\$(?!\$)/y;
const inline =
  /\$(?![\s$])(?:\\[^\r\n]|[^$\\\r\n]){0,1000}(?:\r\n|\n|\r)?(?:\\[^\r\n]|[^$\\\r\n]){0,1000}\$(?![\p{L}\p{N}_$])/uy;
const formulaSign = /[\\^_=+<>{}]/;
/** `${name}` is a variable of a template, as TeX would have no reason for these braces. */
const templateVariable = /^\{[A-Za-z_$][^\\]*$/;
const beforeOpener = /[\p{L}\p{N}_$\\]/u;

/** A block of math: `$$` alone on a line to the next line that ends in `$$`, or `$$` … `$$` as a paragraph of its own. */
const matchBlock: Match = ({ source, closers }, offset) => {
  fence.lastIndex = offset;
  if (fence.test(source)) return closers.after('math', lineEndAt(source, offset));
  for (const pattern of [oneLine, wrapped]) {
    pattern.lastIndex = offset;
    if (pattern.test(source)) return pattern.lastIndex;
  }
  return undefined;
};

/**
 * `$x$` by pandoc's rules (no blank inside the dollars, no digit after the closing one) and two more that keep prices and
 * variables out: no word may touch the dollars from outside, and a formula with blanks in it has a sign that prose has not.
 */
const matchInline: Match = ({ source }, offset) => {
  if (offset > 0 && beforeOpener.test(source.charAt(offset - 1))) return undefined;
  display.lastIndex = offset;
  if (display.test(source)) return display.lastIndex;
  inline.lastIndex = offset;
  if (!inline.test(source)) return undefined;
  const end = inline.lastIndex;
  const formula = source.slice(offset + 1, end - 1);
  if (/\s$/.test(formula) || templateVariable.test(formula)) return undefined;
  return /\s/.test(formula) && !formulaSign.test(formula) ? undefined : end;
};

/** TeX math between dollars. */
export const math: Recogniser = {
  blocks: [{ kind: 'math', starts: '$', match: matchBlock, interrupts: true, verbatim: true }],
  inlines: [{ kind: 'math', starts: '$', match: matchInline }],
};
