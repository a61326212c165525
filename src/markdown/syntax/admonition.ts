import { lineEndAt } from './line-end-at.ts';
import type { Match, Recogniser } from './recogniser.ts';

/** `!!! note "Title"`, `??? tip`, `???+ tip`: Python-Markdown's admonitions, as MkDocs has them. */
const opener =
  /(?:!!!|\?\?\?\+?)[ \t]+[A-Za-z][\w-]*(?:[ \t]+[\w-]+){0,8}[ \t]*(?:"[^"\r\n]{0,500}"[ \t]*)?(?=[\r\n]|$)/y;
const indented = /(?: {4}|\t)[ \t]*\S/y;
const blankLine = /[ \t]*(?=[\r\n])/y;

/** To the last line that is indented below the opener; blank lines between such lines are in it. Nothing without one. */
const matchBlock: Match = ({ source }, offset) => {
  opener.lastIndex = offset;
  if (!opener.test(source)) return undefined;
  let end: number | undefined;
  for (let line = afterLine(source, opener.lastIndex); line < source.length;) {
    blankLine.lastIndex = line;
    indented.lastIndex = line;
    const lineEnd = lineEndAt(source, line);
    if (indented.test(source)) end = lineEnd;
    else if (!blankLine.test(source)) break;
    line = afterLine(source, lineEnd);
  }
  return end;
};

function afterLine(source: string, end: number): number {
  if (end >= source.length) return source.length;
  return source[end] === '\r' && source[end + 1] === '\n' ? end + 2 : end + 1;
}

/** Callouts by exclamation marks. Only at the top level, where what is indented below them is known to be theirs. */
export const admonition: Recogniser = {
  blocks: [{ kind: 'admonition', starts: '!?', match: matchBlock, interrupts: false, verbatim: true, topLevel: true }],
  inlines: [],
};
