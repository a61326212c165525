import { findFrontMatter, type FrontMatter, type ReadFields } from './front-matter-fences.ts';
import { afterBlankLine, afterLineEnd } from './line-end.ts';
import { readHead, type HeadItem, type MatchTitle } from './post-head.ts';
import type { DivField } from './author-div.ts';

/** Where the parts of a post stand in its text. */
export interface PostLayout {
  readonly frontMatter: FrontMatter | undefined;
  /** Behind the byte order mark and the front matter, before any blank lines. */
  readonly headStart: number;
  readonly items: readonly HeadItem[];
  /** Where the body begins: behind the line end of what stands before it, and one blank line. */
  readonly bodyStart: number;
}

/** How those parts are read that may take a parser. */
export interface LayoutReaders {
  readonly readFields: ReadFields;
  readonly matchTitle: MatchTitle;
}

/** The index behind the rest of the line at `index` and one blank line. */
function behindJoint(text: string, index: number): number {
  let at = index;
  while (text.charCodeAt(at) === 32 || text.charCodeAt(at) === 9) at += 1;
  at = afterLineEnd(text, at);
  return afterBlankLine(text, at);
}

/** Finds the parts of a post; looks only at its head, so the time does not grow with the body. */
export function findLayout(text: string, { readFields, matchTitle }: LayoutReaders): PostLayout {
  const start = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  const frontMatter = findFrontMatter(text, start, readFields);
  if (frontMatter === undefined) {
    const items = readHead(text, start, { taken: new Set(), matchTitle });
    const last = items.at(-1);
    return {
      frontMatter,
      headStart: start,
      items,
      bodyStart: last === undefined ? start : behindJoint(text, last.end),
    };
  }
  const headStart = afterLineEnd(text, frontMatter.end);
  const taken = new Set<'title' | DivField>(frontMatter.places.map((place) => place.field));
  const items = frontMatter.kind === 'opaque' ? [] : readHead(text, headStart, { taken, matchTitle });
  const last = items.at(-1);
  return {
    frontMatter,
    headStart,
    items,
    bodyStart: behindJoint(text, last === undefined ? frontMatter.end : last.end),
  };
}
