/** A footnote's definition taken apart: `[^label]:` and the blanks after it, and its text without the indentation of its lines. */
export interface FootnoteText {
  readonly label: string;
  readonly text: string;
}

const opening = /^([ \t]*\[\^((?:[^\]\\]|\\.)+)\]:)([ \t]*)/;
const indentation = /^(?: {1,4}|\t)/;

/** Reads a definition's source; undefined where it is not one that begins with its label. */
export function readFootnote(source: string): FootnoteText | undefined {
  const match = opening.exec(source);
  if (match === null) return undefined;
  const [first = '', ...rest] = source.slice(match[0].length).split(/\r\n|\r|\n/);
  return { label: match[2] ?? '', text: [first, ...rest.map((line) => line.replace(indentation, ''))].join('\n') };
}

/**
 * The source with another text. Lines that stay are written as they were, byte for byte; new ones follow the indentation
 * of the others, four spaces where there are none, as a definition's further lines need.
 */
export function writeFootnote(source: string, text: string): string {
  const match = opening.exec(source);
  const old = readFootnote(source);
  if (match === null || old === undefined || text === old.text) return source;
  const lineEnd = /\r\n|\r|\n/.exec(source)?.[0] ?? '\n';
  const head = match[1] ?? '';
  const gap = match[3] === undefined || match[3] === '' ? ' ' : match[3];
  const before = old.text.split('\n');
  const beforeSource = source.slice(match[0].length).split(/\r\n|\r|\n/);
  const after = text.replace(/^\s*\n|\s+$/g, '').split('\n');
  const indent =
    beforeSource
      .slice(1)
      .map((line) => indentation.exec(line)?.[0])
      .find((found) => found !== undefined) ?? '    ';
  let end = 0;
  while (end < Math.min(before.length, after.length) - 1 && before.at(-1 - end) === after.at(-1 - end)) end += 1;
  const lines = after.map((line, index) => {
    if (index === 0) return line;
    const twin = index >= after.length - end ? before.length - after.length + index : index;
    if (before[twin] === line && twin > 0) return beforeSource[twin] ?? line;
    return line.trim() === '' ? '' : indent + line;
  });
  const first = lines[0] ?? '';
  return head + (first === '' ? '' : gap) + lines.join(lineEnd);
}
