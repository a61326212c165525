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
  const votes = new Votes();
  countBlock(source, root, votes);
  countLineEnds(source, votes);
  return {
    lineEnd: votes.winner('lineEnd', fallback.lineEnd),
    bullet: votes.winner('bullet', fallback.bullet),
    delimiter: votes.winner('delimiter', fallback.delimiter),
    itemPadding: votes.winner('itemPadding', fallback.itemPadding),
    emphasis: votes.winner('emphasis', fallback.emphasis),
    strong: votes.winner('strong', fallback.strong),
    fence: votes.winner('fence', fallback.fence),
    heading: votes.winner('heading', fallback.heading),
    hardBreak: votes.winner('hardBreak', fallback.hardBreak),
    rule: votes.winner('rule', fallback.rule),
    looseLists: votes.winner('looseLists', fallback.looseLists),
  };
}

class Votes {
  readonly #counts = new Map<keyof MarkdownStyle, Map<string | number | boolean, number>>();

  add<K extends keyof MarkdownStyle>(choice: K, value: MarkdownStyle[K]): void {
    const counts = this.#counts.get(choice) ?? new Map<string | number | boolean, number>();
    counts.set(value, (counts.get(value) ?? 0) + 1);
    this.#counts.set(choice, counts);
  }

  /** The value with most votes; the first one seen wins a tie. */
  winner<K extends keyof MarkdownStyle>(choice: K, fallback: MarkdownStyle[K]): MarkdownStyle[K] {
    let best = fallback;
    let most = 0;
    for (const [value, count] of this.#counts.get(choice) ?? []) {
      if (count <= most) continue;
      most = count;
      // Only `add` fills the map, and it takes this choice's own values.
      best = value as MarkdownStyle[K];
    }
    return best;
  }
}

function countLineEnds(source: string, votes: Votes): void {
  for (const [end] of source.matchAll(/\r\n|\n|\r/g)) {
    votes.add('lineEnd', end === '\r\n' ? '\r\n' : end === '\r' ? '\r' : '\n');
  }
}

function countBlock(source: string, block: SourceBlock, votes: Votes): void {
  const first = source[block.from];
  switch (block.node.type.name) {
    case 'heading':
      if ((block.node.attrs['level'] ?? 3) < 3) votes.add('heading', first === '#' ? 'atx' : 'setext');
      countInline(source, block, votes);
      break;
    case 'paragraph':
    case 'tableRow':
      countInline(source, block, votes);
      break;
    case 'horizontalRule':
      votes.add('rule', source.slice(block.from, block.to).trimEnd());
      break;
    case 'codeBlock':
      if (first === '`' || first === '~') votes.add('fence', first);
      break;
    case 'bulletList':
      if (first === '-' || first === '*' || first === '+') votes.add('bullet', first);
      countList(source, block, votes);
      break;
    case 'orderedList': {
      const delimiter = /^\d+([.)])/.exec(source.slice(block.from, block.from + 12))?.[1];
      if (delimiter === '.' || delimiter === ')') votes.add('delimiter', delimiter);
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
    votes.add('looseLists', isLooseGap(source.slice(first.to, second.from)));
  for (const item of list.children) {
    const blanks = /^(?:[-+*]|\d+[.)])( {1,4})(?! )/.exec(source.slice(item.from, item.from + 16))?.[1];
    if (blanks !== undefined && list.node.type.name === 'bulletList') votes.add('itemPadding', blanks.length);
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
    if (run === '**' || run === '__') votes.add('strong', run);
    else if (run === '*' || run === '_') votes.add('emphasis', run);
  }
  for (const [, end] of text.matchAll(/(\\| {2,})(?:\r\n|\n|\r)/g)) {
    votes.add('hardBreak', end === '\\' ? 'backslash' : 'spaces');
  }
}
