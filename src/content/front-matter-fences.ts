import type { FieldPlace } from './front-matter-place.ts';
import { afterLineEnd, isRestBlank } from './line-end.ts';

/** `opaque`: kept byte for byte and not read, because it is invalid, hostile, too large or in another language. */
export type FrontMatterKind = 'yaml' | 'toml' | 'json' | 'opaque';

/** The front matter of a file. Indexes are of the file's text; those in `places` count from `contentStart`. */
export interface FrontMatter {
  readonly kind: FrontMatterKind;
  readonly contentStart: number;
  readonly contentEnd: number;
  /** Behind the closing fence, before its line end. */
  readonly end: number;
  readonly places: readonly FieldPlace[];
}

const OPENING = /(---|\+\+\+|;;;)([A-Za-z]*)[ \t]*(?=[\r\n])/y;
const CLOSING = {
  '---': /(?:\r\n|\n|\r)(?:---|\.\.\.)[ \t]*(?=[\r\n]|$(?![^]))/g,
  '+++': /(?:\r\n|\n|\r)\+\+\+[ \t]*(?=[\r\n]|$(?![^]))/g,
  ';;;': /(?:\r\n|\n|\r);;;[ \t]*(?=[\r\n]|$(?![^]))/g,
} as const;
const KIND_OF = { '---': 'yaml', '+++': 'toml', ';;;': 'json' } as const;
/** Longer front matter is kept, but not read. */
const MAX_LENGTH = 65_536;

type Fence = keyof typeof CLOSING;

function isFence(text: string | undefined): text is Fence {
  return text !== undefined && Object.hasOwn(CLOSING, text);
}

/** Finds the fields in the content of front matter; undefined where it is invalid, hostile or no list of values by their keys. */
export type ReadFields = (
  kind: Exclude<FrontMatterKind, 'opaque'>,
  content: string,
) => readonly FieldPlace[] | undefined;

function readFenced(text: string, start: number, readFields: ReadFields): FrontMatter | undefined {
  OPENING.lastIndex = start;
  const opening = OPENING.exec(text);
  const fence = opening?.[1];
  if (opening === null || !isFence(fence)) return undefined;
  const language = opening[2] ?? '';
  if (language !== '' && fence !== '---') return undefined;
  const openingEnd = start + opening[0].length;
  const closing = CLOSING[fence];
  closing.lastIndex = openingEnd;
  const match = closing.exec(text);
  if (match === null) return undefined;
  const contentStart = afterLineEnd(text, openingEnd);
  const contentEnd = Math.max(contentStart, afterLineEnd(text, match.index));
  const end = match.index + match[0].length;
  const kind = KIND_OF[fence];
  const isRead = language === '' && contentEnd - contentStart <= MAX_LENGTH;
  const places = isRead ? readFields(kind, text.slice(contentStart, contentEnd)) : undefined;
  if (places !== undefined) return { kind, contentStart, contentEnd, end, places };
  // Two rules with text between them are no front matter, and that is what a blank line after the first tells.
  if (language === '' && isRestBlank(text, contentStart)) return undefined;
  return { kind: 'opaque', contentStart, contentEnd, end, places: [] };
}

/** Behind the brace that closes the one at `start`; -1 when there is none. */
function closingBrace(text: string, start: number): number {
  const limit = Math.min(text.length, start + MAX_LENGTH);
  let depth = 0;
  let inString = false;
  for (let at = start; at < limit; at += 1) {
    const code = text.charCodeAt(at);
    if (inString) {
      if (code === 92) at += 1;
      else if (code === 34) inString = false;
    } else if (code === 34) inString = true;
    else if (code === 123) depth += 1;
    else if (code === 125) {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
  }
  return -1;
}

function readBraced(text: string, start: number, readFields: ReadFields): FrontMatter | undefined {
  if (text.charCodeAt(start) !== 123) return undefined;
  const end = closingBrace(text, start);
  if (end === -1 || !isRestBlank(text, end)) return undefined;
  const places = readFields('json', text.slice(start, end));
  return places === undefined ? undefined : { kind: 'json', contentStart: start, contentEnd: end, end, places };
}

/** The front matter that begins at `start`, the first character of the file behind a byte order mark; undefined when there is none. */
export function findFrontMatter(text: string, start: number, readFields: ReadFields): FrontMatter | undefined {
  return readFenced(text, start, readFields) ?? readBraced(text, start, readFields);
}
