import { toWellFormed } from './well-formed.ts';

/**
 * Characters that hide, reorder or steer what is shown: all controls but tab and line feed, bidirectional controls, line
 * separators, what takes no room or is blank though it counts as a letter, and tags.
 */
const HIDDEN =
  // oxlint-disable-next-line no-control-regex -- these are what is looked for
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u115f\u1160\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb]|\u034f|[\u{e0000}-\u{e007f}]/gu;

/** After these a joiner shapes what follows, as in Persian, Hindi and emoji, and a space without width parts words, as in Thai and Khmer. */
const JOINED =
  /(?:(?![\p{sc=Latin}\p{sc=Greek}\p{sc=Cyrillic}\p{sc=Common}\p{sc=Inherited}])[\p{L}\p{M}]|\p{Extended_Pictographic}|\p{Emoji_Modifier}|\ufe0f)$/u;
/** Tags after a black flag make the flag of a region. */
const FLAGGED = /\u{1f3f4}[\u{e0020}-\u{e007f}]*$/u;

/** One grapheme may carry any number of combining marks; beyond this many code units on average a text is cut. */
const UNITS_PER_GRAPHEME = 16;

const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

function picture(character: string, offset: number, whole: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x20) return String.fromCharCode(0x2400 + code);
  if (code === 0x7f) return '\u2421';
  if (code >= 0x200b && code <= 0x200d && JOINED.test(whole.slice(Math.max(0, offset - 2), offset))) return character;
  if (code >= 0xe0020 && FLAGGED.test(whole.slice(Math.max(0, offset - 14), offset))) return character;
  return `\u27e8U+${code.toString(16).toUpperCase().padStart(4, '0')}\u27e9`;
}

/**
 * `untrusted` as it may stand on the screen: hidden and direction-turning characters become visible signs (NUL is "␀", U+202E is
 * "⟨U+202E⟩") but where a script or an emoji needs them, line ends become line feeds, lone surrogates U+FFFD, and what is longer than `maxLength` graphemes ends in "…".
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
