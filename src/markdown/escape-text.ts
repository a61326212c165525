/** How carefully new text is guarded against being read as Markdown. */
export type EscapeLevel = 'none' | 'needed' | 'all';

/** A character of new text and what will stand around it in the source. */
export interface EscapePlace {
  readonly character: string;
  /** What is already written before it. */
  readonly before: string;
  /** What will follow it, as plain text, to the end of the line. */
  readonly after: string;
  readonly isCell: boolean;
  readonly level: EscapeLevel;
}

const punctuation = /[!-/:-@[-`{-~]/;
const wordCharacter = /[\p{L}\p{N}]/u;
/** An unescaped bracket or pair of braces that nothing closes. */
const openBracket = /(?:^|[^\\])(?:\\\\)*\[[^\]]*$/;
const openBraces = /(?:^|[^\\])(?:\\\\)*\{[{%:#<][^}]*\}?$/;
const blank = /^$|\s/u;

/** Writes a character as a numeric reference, which is never read as anything else. */
export function asReference(character: string): string {
  return `&#x${(character.codePointAt(0) ?? 0).toString(16).toUpperCase()};`;
}

/** Writes one character of new text so that it stays that character. */
export function escapeCharacter(place: EscapePlace): string {
  const { character, level, isCell } = place;
  if (character === '\u{FEFF}') return asReference(character);
  if (level === 'all') return punctuation.test(character) ? asReference(character) : character;
  if (isCell && character === '|') return String.raw`\|`;
  if (level === 'none' || !punctuation.test(character)) return character;
  return isSpecial(place) ? `\\${character}` : character;
}

function isSpecial({ character, before, after }: EscapePlace): boolean {
  const last = before.at(-1) ?? '';
  const next = after[0] ?? '';
  switch (character) {
    case '\\':
      return next === '' || punctuation.test(next);
    case '`':
    case '[':
      return true;
    case ']':
      return openBracket.test(before);
    case '*':
    case '~':
      return !(blank.test(last) && blank.test(next));
    case '_':
      return !(blank.test(last) && blank.test(next)) && !(wordCharacter.test(last) && wordCharacter.test(next));
    case '!':
      return next === '[';
    case '<':
      return /^[A-Za-z/!?]/.test(after);
    case '&':
      return /^(?:#\d{1,7}|#[xX][\dA-Fa-f]{1,6}|[A-Za-z][A-Za-z\d]*);/.test(after);
    case ':':
      return /https?$/i.test(before) && after.startsWith('//');
    case '.':
      return /(?:^|[\s*_~(])www$/i.test(before);
    case '@':
      return /[\w.+-]$/.test(before) && /^[\w-]+\.[\w.-]+/.test(after);
    case '{':
      return /^[{%:#<]/.test(after) && !before.endsWith(String.raw`\{`);
    case '}':
      return openBraces.test(before);
    case '$':
      return true;
    default:
      return false;
  }
}

const lineStarts: readonly RegExp[] = [
  /^(#{1,6}(?=[ \t]|$))/,
  /^(>)/,
  /^([-+*](?=[ \t]|$))/,
  /^(?<lead>\d{1,9})([.)](?=[ \t]|$))/,
  /^(=+[ \t]*$|-+[ \t]*$)/,
  /^([-*_](?:[ \t]*[-*_]){2,}[ \t]*$)/,
  /^(`{3,}|~{3,})/,
  /^(<)(?=[A-Za-z/!?])/,
  /^(\[)[^\]]*\]:/,
  /^(:)(?=[: \t])/,
  /^(\{)/,
  /^(\$\$)/,
  /^(\||[:-][ \t:|-]*$)/,
  /^(\+\+\+|%%%)/,
];
const moduleLine = /^(?:import|export)\b/;
const taskBox = /^\[[ xX]\](?=[ \t])/;

/** The index within a line's plain text of the character that makes it more than text, or -1. */
export function lineStartHazard(line: string, { isItemStart }: { isItemStart: boolean }): number {
  if (isItemStart && taskBox.test(line)) return 0;
  if (moduleLine.test(line)) return 0;
  for (const pattern of lineStarts) {
    const match = pattern.exec(line);
    if (match !== null) return match.groups?.['lead']?.length ?? 0;
  }
  return -1;
}

/** Writes the character that `lineStartHazard` points at. */
export function escapeLineStart(character: string): string {
  return punctuation.test(character) ? `\\${character}` : asReference(character);
}
