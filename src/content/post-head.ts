import { matchAuthorDiv, type AuthorDiv, type DivField } from './author-div.ts';
import { afterBlankLines, afterLineEnd, isRestBlank } from './line-end.ts';
import type { PostTitle } from './post-title.ts';

export type HeadItem =
  | { readonly kind: 'title'; readonly title: PostTitle; readonly start: number; readonly end: number }
  | { readonly kind: 'div'; readonly div: AuthorDiv; readonly start: number; readonly end: number };

/** The first-level heading that begins at `index`, the start of a line; undefined when another block does. */
export type MatchTitle = (text: string, index: number) => PostTitle | undefined;

export interface HeadOptions {
  /** Fields that stand elsewhere already; a heading or div for one of them belongs to the body. */
  readonly taken: ReadonlySet<'title' | DivField>;
  readonly matchTitle: MatchTitle;
}

interface DivRun {
  readonly divs: readonly AuthorDiv[];
  readonly end: number;
}

/** The divs from `index` on that stand on lines directly below one another; none when the last is not followed by a blank line or the end. */
function matchRun(text: string, index: number, taken: ReadonlySet<string>): DivRun {
  const divs: AuthorDiv[] = [];
  const seen = new Set(taken);
  let at = index;
  for (let div = matchAuthorDiv(text, at); div !== undefined; div = matchAuthorDiv(text, at)) {
    if (seen.has(div.field) || !isRestBlank(text, div.end)) return { divs: [], end: index };
    seen.add(div.field);
    divs.push(div);
    at = nextLine(text, div.end);
    if (at >= text.length || isRestBlank(text, at)) return { divs, end: div.end };
  }
  return { divs: [], end: index };
}

function nextLine(text: string, index: number): number {
  let at = index;
  while (text.charCodeAt(at) === 32 || text.charCodeAt(at) === 9) at += 1;
  return afterLineEnd(text, at);
}

/** The title and the author divs that open a post, from `index` on, in the order in which they stand. */
export function readHead(text: string, index: number, options: HeadOptions): readonly HeadItem[] {
  const items: HeadItem[] = [];
  const taken = new Set<string>(options.taken);
  let at = afterBlankLines(text, index);
  const title = taken.has('title') ? undefined : options.matchTitle(text, at);
  if (title !== undefined) {
    items.push({ kind: 'title', title, start: title.start, end: title.end });
    at = afterBlankLines(text, afterLineEnd(text, title.end));
  }
  for (;;) {
    const run = matchRun(text, at, taken);
    if (run.divs.length === 0) return items;
    for (const div of run.divs) {
      taken.add(div.field);
      items.push({ kind: 'div', div, start: div.start, end: div.end });
    }
    at = afterBlankLines(text, nextLine(text, run.end));
  }
}
