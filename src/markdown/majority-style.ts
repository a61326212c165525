import type { SourceBlock } from './source-tree.ts';

/** How new Markdown is written where there is a choice. */
export interface MarkdownStyle {
  readonly lineEnd: '\n' | '\r\n' | '\r';
  readonly bullet: '-' | '*' | '+';
  /** After the number of an ordered item. */
  readonly delimiter: '.' | ')';
  /** Blanks between the marker of an item and its text. */
  readonly itemPadding: number;
  readonly emphasis: '*' | '_';
  readonly strong: '**' | '__';
  readonly fence: '`' | '~';
  readonly heading: 'atx' | 'setext';
  readonly hardBreak: 'backslash' | 'spaces';
  readonly rule: string;
  /** Whether the items of a new list are set apart by blank lines. */
  readonly looseLists: boolean;
}

/** What a text that shows no preference is written in. */
export const plainStyle: MarkdownStyle = {
  lineEnd: '\n',
  bullet: '-',
  delimiter: '.',
  itemPadding: 1,
  emphasis: '*',
  strong: '**',
  fence: '`',
  heading: 'atx',
  hardBreak: 'backslash',
  rule: '---',
  looseLists: false,
};

/** The style that most of a text is written in; `fallback` decides what it does not show. */
export function majorityStyle(source: string, root: SourceBlock, fallback: MarkdownStyle = plainStyle): MarkdownStyle {
  const votes = newVotes();
  countBlock(source, root, votes);
  countLineEnds(source, votes);
  return {
    lineEnd: votes.lineEnd.winner(fallback.lineEnd),
    bullet: votes.bullet.winner(fallback.bullet),
    delimiter: votes.delimiter.winner(fallback.delimiter),
    itemPadding: votes.itemPadding.winner(fallback.itemPadding),
    emphasis: votes.emphasis.winner(fallback.emphasis),
    strong: votes.strong.winner(fallback.strong),
    fence: votes.fence.winner(fallback.fence),
    heading: votes.heading.winner(fallback.heading),
    hardBreak: votes.hardBreak.winner(fallback.hardBreak),
    rule: votes.rule.winner(fallback.rule),
    looseLists: votes.looseLists.winner(fallback.looseLists),
  };
}

class Ballot<T> {
  readonly #counts = new Map<T, number>();

  add(value: T): void {
    this.#counts.set(value, (this.#counts.get(value) ?? 0) + 1);
  }

  /** The value with most votes; the first one seen wins a tie. */
  winner(fallback: T): T {
    let best = fallback;
    let most = 0;
    for (const [value, count] of this.#counts) {
      if (count <= most) continue;
      most = count;
      best = value;
    }
    return best;
  }
}

type Votes = { readonly [K in keyof MarkdownStyle]: Ballot<MarkdownStyle[K]> };

function newVotes(): Votes {
  return {
    lineEnd: new Ballot(),
    bullet: new Ballot(),
    delimiter: new Ballot(),
    itemPadding: new Ballot(),
    emphasis: new Ballot(),
    strong: new Ballot(),
    fence: new Ballot(),
    heading: new Ballot(),
    hardBreak: new Ballot(),
    rule: new Ballot(),
    looseLists: new Ballot(),
  };
}

function countLineEnds(source: string, votes: Votes): void {
  for (const [end] of source.matchAll(/\r\n|\n|\r/g)) {
    votes.lineEnd.add(end === '\r\n' ? '\r\n' : end === '\r' ? '\r' : '\n');
  }
}

function countBlock(source: string, block: SourceBlock, votes: Votes): void {
  const first = source[block.from];
  switch (block.node.type.name) {
    case 'heading':
      if ((block.node.attrs['level'] ?? 3) < 3) votes.heading.add(first === '#' ? 'atx' : 'setext');
      countInline(source, block, votes);
      break;
    case 'paragraph':
    case 'tableRow':
      countInline(source, block, votes);
      break;
    case 'horizontalRule':
      votes.rule.add(source.slice(block.from, block.to).trimEnd());
      break;
    case 'codeBlock':
      if (first === '`' || first === '~') votes.fence.add(first);
      break;
    case 'bulletList':
      if (first === '-' || first === '*' || first === '+') votes.bullet.add(first);
      countList(source, block, votes);
      break;
    case 'orderedList': {
      const delimiter = /^\d+([.)])/.exec(source.slice(block.from, block.from + 12))?.[1];
      if (delimiter === '.' || delimiter === ')') votes.delimiter.add(delimiter);
      countList(source, block, votes);
      break;
    }
    default:
  }
  for (const child of block.children) countBlock(source, child, votes);
}

function countList(source: string, list: SourceBlock, votes: Votes): void {
  const [first, second] = list.children;
  if (first !== undefined && second !== undefined)
    votes.looseLists.add(isLooseGap(source.slice(first.to, second.from)));
  for (const item of list.children) {
    const blanks = /^(?:[-+*]|\d+[.)])( {1,4})(?! )/.exec(source.slice(item.from, item.from + 16))?.[1];
    if (blanks !== undefined && list.node.type.name === 'bulletList') votes.itemPadding.add(blanks.length);
  }
}

/** Whether the source between two blocks holds a blank line. */
export function isLooseGap(gap: string): boolean {
  return (gap.match(/\r\n|\n|\r/g)?.length ?? 0) > 1;
}

function countInline(source: string, block: SourceBlock, votes: Votes): void {
  const text = source.slice(block.from, block.to);
  if (!/[*_\\\n\r]/.test(text)) return;
  for (const [, run] of text.matchAll(/(?<![\\\w*_])(\*{1,2}|_{1,2})(?=[^\s*_])/g)) {
    if (run === '**' || run === '__') votes.strong.add(run);
    else if (run === '*' || run === '_') votes.emphasis.add(run);
  }
  for (const [, end] of text.matchAll(/(\\| {2,})(?:\r\n|\n|\r)/g)) {
    votes.hardBreak.add(end === '\\' ? 'backslash' : 'spaces');
  }
}
