/**
 * What may be markup; a text without any of these says what it is written as. Signs that can only be markup in pairs must come twice.
 */
const MARKUP = new RegExp(
  [
    String.raw`\\[!-/:-@[-\x60{-~]`,
    '&[A-Za-z#]',
    String.raw`\*[^*]*\*`,
    '(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])',
    String.raw`\[[^\]]*\]`,
    '<[A-Za-z/!?]',
    '`[^`]*`',
    '~[^~]*~',
    String.raw`[\0\n\r]`,
  ].join('|'),
);

/** A longer content is shown as it is written: no title is so long. */
export const LONGEST_HEADING = 2000;

/** What the content of a heading says, where it has no markup, so that no parser is needed; undefined where it may have some. */
export function literalText(content: string): string | undefined {
  const trimmed = content.replace(/^[ \t]+|[ \t]+$/g, '');
  return trimmed.length > LONGEST_HEADING || MARKUP.test(trimmed) ? undefined : trimmed;
}
