import { foldText } from './fold-text.ts';

/** What a row is searched by. */
export interface SearchableRow {
  readonly path: string;
  readonly title: string;
  readonly author: string;
}

/** Finds rows by the words of their title and author. */
export interface PostIndex<Row extends SearchableRow> {
  /** Takes `rows` in place of all that were there; rows whose words are as before cost next to nothing. */
  update(rows: readonly Row[]): void;
  /**
   * The rows that have every word of `query`, or a part of a word, in title or author; letter case and accents make no difference. First come
   * titles that begin with the query, then those in which a word begins with each, then the rest; equals stay in the order of `update`.
   * A blank query gives all rows.
   */
  search(query: string): readonly Row[];
}

interface Entry<Row> {
  readonly row: Row;
  readonly title: string;
  /** The title with a space before each word and nothing else between them. */
  readonly starts: string;
  readonly all: string;
}

interface Answer<Row> {
  readonly query: string;
  readonly entries: readonly Entry<Row>[];
}

function rank<Row>(entry: Entry<Row>, query: string, words: readonly string[]): number {
  if (entry.title.startsWith(query)) return 0;
  if (words.every((word) => entry.starts.includes(` ${word}`))) return 1;
  return words.every((word) => entry.title.includes(word)) ? 2 : 3;
}

/** An index for lists of tens of thousands of rows: a plain pass over folded text, narrowed down while the query grows. */
export function createPostIndex<Row extends SearchableRow>(): PostIndex<Row> {
  let entries: readonly Entry<Row>[] = [];
  let folded: ReadonlyMap<string, Entry<Row>> = new Map();
  let last: Answer<Row> | undefined;

  const entryOf = (row: Row): Entry<Row> => {
    const known = folded.get(row.path);
    if (known !== undefined && known.row.title === row.title && known.row.author === row.author) {
      return { ...known, row };
    }
    const title = foldText(row.title);
    return {
      row,
      title,
      starts: ` ${title.replace(/[^\p{L}\p{N}]+/gu, ' ')}`,
      all: `${title}\n${foldText(row.author)}`,
    };
  };

  return {
    update(rows) {
      entries = rows.map(entryOf);
      folded = new Map(entries.map((entry) => [entry.row.path, entry]));
      last = undefined;
    },
    search(query) {
      const wanted = foldText(query).trim().replace(/\s+/g, ' ');
      if (wanted === '') return entries.map((entry) => entry.row);
      const words = wanted.split(' ');
      const pool = last !== undefined && wanted.startsWith(last.query) ? last.entries : entries;
      const found = pool.filter((entry) => words.every((word) => entry.all.includes(word)));
      last = { query: wanted, entries: found };
      const byRank: Row[][] = [[], [], [], []];
      for (const entry of found) byRank[rank(entry, wanted, words)]?.push(entry.row);
      return byRank.flat();
    },
  };
}
