/** What is looked for in a post. */
export interface FindQuery {
  readonly text: string;
  readonly matchCase: boolean;
  readonly wholeWords: boolean;
  /** `text` is a regular expression. */
  readonly isPattern: boolean;
}

/** A regular expression that can be sent to a worker. */
export interface FindPattern {
  readonly source: string;
  readonly flags: string;
}

export type ReadQuery =
  | { readonly kind: 'empty' }
  | { readonly kind: 'pattern'; readonly pattern: FindPattern }
  /** `reason` is in words for people. */
  | { readonly kind: 'broken'; readonly reason: string };

const letter = String.raw`[\p{L}\p{N}\p{M}_]`;
/** What makes one character with what is before it: accents, joiners, skin tones and the signs that make an emoji of a letter. */
const joined = String.raw`[\p{M}\u200D\p{Emoji_Modifier}]`;

/** The pattern that finds what a person asks for. Words are found however their accents are written, and no part of an emoji is. */
export function readQuery({ text, matchCase, wholeWords, isPattern }: FindQuery): ReadQuery {
  if (text === '') return { kind: 'empty' };
  const own = isPattern ? `(?:${text})` : plainPattern(text);
  const source = wholeWords ? `(?<!${letter})${own}(?!${letter})` : own;
  const flags = matchCase ? 'gmu' : 'gimu';
  try {
    // Said without what is put around it: "(a" must not become whole by our own bracket.
    if (isPattern) compile(text, flags);
    compile(source, flags);
  } catch (error) {
    return { kind: 'broken', reason: reasonOf(error) };
  }
  return { kind: 'pattern', pattern: { source, flags } };
}

function compile(source: string, flags: string): RegExp {
  return new RegExp(source, flags);
}

function plainPattern(text: string): string {
  const forms = new Set([text, text.normalize('NFC'), text.normalize('NFD')]);
  const written = [...forms].map((form) => form.replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`)).join('|');
  return String.raw`(?<!\u200D)(?:${written})(?!${joined})`;
}

/** The engines say it in their own words, after the pattern. */
function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : '';
  const last = message.slice(message.lastIndexOf(':') + 1).trim();
  return last === '' ? 'This pattern can’t be read.' : `This pattern can’t be read: ${last.toLowerCase()}.`;
}
