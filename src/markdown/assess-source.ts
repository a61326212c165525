/** Whether a text is for the rich editor. `reason` is a sentence for people. */
export type SourceVerdict = { readonly kind: 'rich' } | { readonly kind: 'source-only'; readonly reason: string };

const rich: SourceVerdict = { kind: 'rich' };
/** In UTF-16 units, about 100,000 words. Taking over the tree of such a text from the worker took 0.2 s, and grows with the size. */
const largest = 600_000;
/** In UTF-16 units. A paragraph of 100,000 references took 1.7 s, one of as many code spans 1.8 s. */
const longestParagraph = 60_000;
/** Nesting costs the square of its depth: 2,500 lists in one line took 5 s, 100 take a few milliseconds. */
const deepest = 100;
/** Nested emphasis costs the square of its markers in one paragraph: 1,700 took 0.4 s, 13,000 took 10 s. */
const mostMarkers = 2_000;
/** Brackets cost the square as well: 2,500 took 0.2 s, 10,000 took 1.7 s. */
const mostBrackets = 3_000;
/** So do the lines of one paragraph: 10,000 took 4 s. */
const mostLines = 5_000;
/** Every key is compared with the whole table: in one of 10,000 rows it took 0.7 s to be seen. */
const mostRows = 1_500;
/** A line that begins a block of its own, so that markers before it no longer count. */
const tableRow = /^[ \t>]*\|/;
const blockStart = /[ \t>]*(?:[\r\n]|$|\||#{1,6}[ \t]|[-+*][ \t]|\d{1,9}[.)][ \t]|\[[^\]\r\n]{1,200}\]:)/y;

/**
 * Says in one cheap pass whether a text is too large, too deep or too full of markers for the rich editor, which would take long to
 * parse it. The limits come from measurements of the parser on each such family of texts; ordinary posts stay far below.
 * What it calls rich, `parseMarkdown` takes apart.
 */
export function assessSource(source: string): SourceVerdict {
  if (source.length > largest) return sourceOnly('This text is too large for the rich editor.');
  let brackets = 0;
  let markers = 0;
  let lines = 0;
  let length = 0;
  let rows = 0;
  for (let start = 0; start < source.length;) {
    blockStart.lastIndex = start;
    if (blockStart.test(source)) {
      brackets = 0;
      markers = 0;
      lines = 0;
      length = 0;
    }
    rows = tableRow.test(source.slice(start, start + 100)) ? rows + 1 : 0;
    if (rows > mostRows) return sourceOnly('A table of this text has too many rows for the rich editor.');
    lines += 1;
    if (lines > mostLines) return sourceOnly('A paragraph of this text has too many lines for the rich editor.');
    if (depthAt(source, start) > deepest)
      return sourceOnly('This text nests quotes or lists too deeply for the rich editor.');
    let index = start;
    for (; index < source.length; index += 1) {
      const code = source.charCodeAt(index);
      if (code === 10 || code === 13) break;
      if (code === 91 || code === 93) brackets += 1;
      else if (code === 42 || code === 95 || code === 126) markers += 1;
    }
    length += index - start;
    if (length > longestParagraph) return sourceOnly('A paragraph of this text is too long for the rich editor.');
    if (brackets > mostBrackets)
      return sourceOnly('A paragraph of this text has too many brackets for the rich editor.');
    if (markers > mostMarkers && !isRule(source.slice(start, index)))
      return sourceOnly('A paragraph of this text has too many emphasis markers for the rich editor.');
    start = index + 1;
  }
  return rich;
}

function sourceOnly(reason: string): SourceVerdict {
  return { kind: 'source-only', reason };
}

/** How many quotes and list items the line at `start` can be in: its markers, and its indentation at two columns each. */
function depthAt(source: string, start: number): number {
  let markers = 0;
  let columns = 0;
  for (let index = start; index < source.length && markers + columns / 2 <= deepest + 1; index += 1) {
    const character = source.charAt(index);
    const next = source.charAt(index + 1);
    if (character === ' ') columns += 1;
    else if (character === '\t') columns += 4;
    else if (character === '>') markers += 1;
    else if (/[-+*.)]/.test(character) && /[ \t\r\n]/.test(next)) {
      markers += 1;
      columns -= 1;
    } else if (!/\d/.test(character)) return character === '\n' || character === '\r' ? 0 : markers + columns / 2;
  }
  return markers + columns / 2;
}

/** A thematic break may be long: it holds nothing. */
function isRule(line: string): boolean {
  return /^[ \t>]*(?:[*][* \t]*|_[_ \t]*|-[- \t]*)$/.test(line);
}
