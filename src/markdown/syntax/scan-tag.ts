/** A tag of HTML or JSX. */
export interface ScannedTag {
  /** As written; empty for the fragment `<>`. */
  readonly name: string;
  readonly role: 'open' | 'close' | 'alone';
  readonly end: number;
}

const longestTag = 4000;
const nameStart = /<(\/?)([A-Za-z][\w:.-]*|(?=>))/y;
const attributeName = /[\w:.@#-]/;

/**
 * Reads one tag at `offset`: attributes may be quoted, bare, or JSX expressions in braces, over several lines but not over a
 * blank one. Undefined where there is no tag, or one longer than 4,000 characters.
 */
export function scanTag(source: string, offset: number): ScannedTag | undefined {
  nameStart.lastIndex = offset;
  const start = nameStart.exec(source);
  if (start === null) return undefined;
  const name = start[2] ?? '';
  const closing = start[1] === '/';
  const limit = Math.min(source.length, offset + longestTag);
  let index = nameStart.lastIndex;
  let blank = false;
  while (index < limit) {
    const character = source.charAt(index);
    if (character === '>') return { name, role: closing ? 'close' : 'open', end: index + 1 };
    if (character === '/' && source.charAt(index + 1) === '>') return { name, role: 'alone', end: index + 2 };
    if (character === '\n' || character === '\r' || character === ' ' || character === '\t') {
      if (/\n[ \t]*\r?\n|\r[ \t]*\r/y.test(source.slice(index, index + 80))) return undefined;
      blank = true;
      index += 1;
    } else if (blank && character === '{') {
      const end = scanBraces(source, index, limit);
      if (end === undefined) return undefined;
      index = end;
    } else if (blank && attributeName.test(character)) {
      while (index < limit && attributeName.test(source.charAt(index))) index += 1;
      const end = scanValue(source, index, limit);
      if (end === undefined) return undefined;
      if (end > index) blank = /[\s]/.test(source.charAt(end));
      index = end;
    } else {
      return undefined;
    }
  }
  return undefined;
}

/** The end of `{ … }` with the braces inside balanced; strings and templates hide theirs. */
export function scanBraces(source: string, offset: number, limit: number): number | undefined {
  let depth = 0;
  for (let index = offset; index < limit; index += 1) {
    const character = source.charAt(index);
    if (character === '{') depth += 1;
    else if (character === '}') {
      depth -= 1;
      if (depth === 0) return index + 1;
    } else if (character === '"' || character === "'" || character === '`') {
      const end = source.indexOf(character, index + 1);
      const line = source.slice(index, end);
      if (end !== -1 && end < limit && (character === '`' || !/[\r\n]/.test(line))) index = end;
    }
  }
  return undefined;
}

/** The end of `= value`, or `offset` itself where no value follows, or undefined where it is broken. */
function scanValue(source: string, offset: number, limit: number): number | undefined {
  let index = offset;
  while (/[ \t]/.test(source.charAt(index))) index += 1;
  if (source.charAt(index) !== '=') return offset;
  index += 1;
  while (/[ \t\r\n]/.test(source.charAt(index))) index += 1;
  const character = source.charAt(index);
  if (character === '{') return scanBraces(source, index, limit);
  if (character === '"' || character === "'") {
    const end = source.indexOf(character, index + 1);
    return end === -1 || end >= limit ? undefined : end + 1;
  }
  const start = index;
  while (index < limit && !/[\s"'=<>`{}]/.test(source.charAt(index))) index += 1;
  return index === start ? undefined : index;
}
