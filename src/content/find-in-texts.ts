import type { FindPattern } from './find-query.ts';

/** A place in one of several texts that a pattern fits. */
export interface TextMatch {
  /** Which of the texts. */
  readonly text: number;
  readonly from: number;
  readonly to: number;
  /** What the pattern's groups hold, the whole match first; empty where a group took no part. */
  readonly groups: readonly string[];
}

/** More matches than this tell nobody anything. */
export const mostMatches = 10_000;

/** Finds all places that `pattern` fits, in order; empty ones count for nothing. A pattern may take forever: see `serveFind`. */
export function findInTexts(texts: readonly string[], { source, flags }: FindPattern): readonly TextMatch[] {
  const expression = new RegExp(source, flags);
  const found: TextMatch[] = [];
  for (const [text, value] of texts.entries()) {
    for (const match of value.matchAll(expression)) {
      if (match[0] === '') continue;
      found.push({
        text,
        from: match.index,
        to: match.index + match[0].length,
        groups: Array.from(match, (group: string | undefined) => group ?? ''),
      });
      if (found.length === mostMatches) return found;
    }
  }
  return found;
}

/** What takes the place of a match: `$1` to `$99`, `$&` and `$$` mean what they do in JavaScript. */
export function fillReplacement(template: string, groups: readonly string[]): string {
  return template.replaceAll(/\$(\$|&|\d{1,2})/g, (whole, what: string) => {
    if (what === '$') return '$';
    if (what === '&') return groups[0] ?? '';
    const both = Number(what);
    if (both > 0 && both < groups.length) return groups[both] ?? '';
    const first = Number(what[0]);
    if (what.length === 2 && first > 0 && first < groups.length) return `${groups[first] ?? ''}${what[1] ?? ''}`;
    return whole;
  });
}
