/** Longer names are cut. */
const longestName = 80;

/** What someone said who has no address here: the words, and the name that they gave. Nobody vouches for the name. */
export interface SaidBy {
  readonly text: string;
  /** Null where the comment is its author's own. */
  readonly name: string | null;
}

/** A name as it can stand in one line: without controls, also of direction, blanks run together, 80 characters at most. Empty without a letter. */
export function cleanName(name: string): string {
  const line = name.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}\s\u061c\u200e\u200f\u202a-\u202e\u2066-\u206f\ufeff]+/gu, ' ');
  return /[\p{L}\p{N}]/u.test(line) ? Array.from(line.trim()).slice(0, longestName).join('').trim() : '';
}

/** The words of a comment that someone brings for someone else: a last paragraph "Said-by: NAME", as git's trailers are. */
export function writeSaidBy(text: string, name: string): string {
  return `${text.trim()}\n\nSaid-by: ${cleanName(name)}`;
}

/** Takes the trailer off a comment that has one. */
export function readSaidBy(description: string): SaidBy {
  const found = /\n\nSaid-by: ([^\n]+)$/.exec(description.trimEnd());
  const name = cleanName(found?.[1] ?? '');
  return found === null || name === ''
    ? { text: description, name: null }
    : { text: description.slice(0, found.index), name };
}
