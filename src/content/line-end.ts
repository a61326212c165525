export type LineEnd = '\n' | '\r\n' | '\r';

/** How much of a text is looked at: a file that mixes its line ends does so everywhere. */
const SAMPLE = 16_384;

/** The line end that most lines of `text` have near its beginning; LF where there is none. */
export function majorityLineEnd(text: string): LineEnd {
  const sample = text.length > SAMPLE ? text.slice(0, SAMPLE) : text;
  if (!sample.includes('\r')) return '\n';
  let lf = 0;
  let crlf = 0;
  let cr = 0;
  for (const [end] of sample.matchAll(/\r\n|\n|\r/g)) {
    if (end === '\n') lf += 1;
    else if (end === '\r\n') crlf += 1;
    else cr += 1;
  }
  if (crlf >= lf && crlf >= cr) return '\r\n';
  return cr > lf ? '\r' : '\n';
}

/** The index after the line end at `index`, or `index` where there is none. */
export function afterLineEnd(text: string, index: number): number {
  const code = text.charCodeAt(index);
  if (code === 10) return index + 1;
  if (code !== 13) return index;
  return text.charCodeAt(index + 1) === 10 ? index + 2 : index + 1;
}

/** The index of the line end, or of the text's end, that closes the line in which `index` lies. */
export function lineEndIndex(text: string, index: number): number {
  let at = index;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (code === 10 || code === 13) return at;
    at += 1;
  }
  return at;
}

/** The index after the blank line (only spaces and tabs) that begins at `index`; `index` itself where the line is not blank or the text ends. */
export function afterBlankLine(text: string, index: number): number {
  let at = index;
  while (text.charCodeAt(at) === 32 || text.charCodeAt(at) === 9) at += 1;
  return afterLineEnd(text, at) > at ? afterLineEnd(text, at) : index;
}

/** The index after all blank lines that begin at `index`. */
export function afterBlankLines(text: string, index: number): number {
  let at = index;
  for (let next = afterBlankLine(text, at); next > at; next = afterBlankLine(text, at)) at = next;
  return at;
}

/** True when only spaces and tabs stand between `index` and the end of its line or of the text. */
export function isRestBlank(text: string, index: number): boolean {
  let at = index;
  while (text.charCodeAt(at) === 32 || text.charCodeAt(at) === 9) at += 1;
  return at >= text.length || afterLineEnd(text, at) > at;
}
