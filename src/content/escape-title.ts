import { readHeading } from './inline-text.ts';

/** Beyond this many escapes, none is tried in vain. */
const MAX_TRIALS = 120;

export interface EscapeTitleOptions {
  /** The file defines link references, so that "[words]" might become a link. */
  readonly hasDefinitions?: boolean;
}

function escapeAt(text: string, positions: ReadonlySet<number>): string {
  let escaped = '';
  for (let index = 0; index < text.length; index += 1) {
    escaped += positions.has(index) ? `\\${text.charAt(index)}` : text.charAt(index);
  }
  return escaped;
}

function positionsOf(text: string, pattern: RegExp): Set<number> {
  return new Set([...text.matchAll(pattern)].map((match) => match.index));
}

function without(positions: ReadonlySet<number>, drop: (position: number) => boolean): Set<number> {
  return new Set([...positions].filter((position) => !drop(position)));
}

/**
 * `title`, a normalized one, as the content of a first-level heading that says exactly that and has no markup. Escapes as little as
 * possible: "snake_case" and "2 * 3" stay as they are.
 */
export function escapeTitle(title: string, options: EscapeTitleOptions = {}): string {
  const isFaithful = (content: string): boolean => {
    if (options.hasDefinitions === true && /(?:^|[^\\])\[/.test(content)) return false;
    const read = readHeading(`# ${content}`);
    return read !== undefined && read.literal && read.text === title;
  };
  if (title === '' || isFaithful(title)) return title;
  const candidates = [
    positionsOf(title, /[\\`*_[\]<>&~!#]/g),
    positionsOf(title, /[\\`*_[\]<>&~!#@]|:(?=\/\/)|(?<=www)\./gi),
    positionsOf(title, /[!-/:-@[-`{-~]/g),
  ];
  let positions = candidates.find((candidate) => isFaithful(escapeAt(title, candidate))) ?? new Set<number>();
  if (positions.size > MAX_TRIALS) return escapeAt(title, positions);
  // Closing marks are tried first: it is the opening one that makes the markup.
  const characters = new Set(['>', ']', ...[...positions].map((position) => title.charAt(position))]);
  for (const character of characters) {
    const fewer = without(positions, (position) => title.charAt(position) === character);
    if (isFaithful(escapeAt(title, fewer))) positions = fewer;
  }
  for (const position of [...positions].toReversed()) {
    const fewer = without(positions, (other) => other === position);
    if (isFaithful(escapeAt(title, fewer))) positions = fewer;
  }
  return escapeAt(title, positions);
}
