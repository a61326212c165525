import { toWellFormed } from './well-formed.ts';

/** Characters that hide, reorder or steer what is shown: all controls but tab and line feed, bidirectional controls, line separators. */
// oxlint-disable-next-line no-control-regex -- these are what is looked for
const HIDDEN = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f\ufeff]/g;

/** One grapheme may carry any number of combining marks; beyond this many code units on average a text is cut. */
const UNITS_PER_GRAPHEME = 16;

const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

function picture(character: string): string {
  const code = character.charCodeAt(0);
  if (code < 0x20) return String.fromCharCode(0x2400 + code);
  if (code === 0x7f) return '\u2421';
  return `\u27e8U+${code.toString(16).toUpperCase().padStart(4, '0')}\u27e9`;
}

/**
 * `untrusted` as it may stand on the screen: hidden and direction-turning characters become visible signs (NUL is "␀", U+202E is
 * "⟨U+202E⟩"), line ends become line feeds, lone surrogates U+FFFD, and what is longer than `maxLength` graphemes ends in "…".
 * Never for text that is stored or sent.
 */
export function visibleText(untrusted: string, maxLength: number): string {
  const limit = maxLength * UNITS_PER_GRAPHEME;
  const head = untrusted.length > limit ? untrusted.slice(0, limit) : untrusted;
  const shown = toWellFormed(head).replace(/\r\n/g, '\n').replace(HIDDEN, picture);
  const cut = untrusted.length > limit;
  if (shown.length <= maxLength) return cut ? `${shown}…` : shown;
  let count = 0;
  for (const { index } of segmenter.segment(shown)) {
    if (count === maxLength) return `${shown.slice(0, index)}…`;
    count += 1;
  }
  return cut ? `${shown}…` : shown;
}
