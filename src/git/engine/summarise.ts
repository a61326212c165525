/** Makes a row of a text's bytes, of which `isUtf8` says whether they are known to be UTF-8. */
export type Summarise<Row> = (content: Uint8Array, isUtf8?: boolean) => Row;

/** How rows are made. */
export interface Summarisers<Row> {
  /** Gives what makes a row of any text, and is large; asked for when a text needs it. */
  readonly summariser: () => Promise<Summarise<Row>>;
  /** Makes the rows of most texts, is small, and here from the start; undefined for a text that needs the other. */
  readonly summariseQuickly?: Summarise<Row | undefined>;
}

/** The row of a text. The large summariser is asked for only where the text needs it. */
export async function summarise<Row>(
  { summariser, summariseQuickly }: Summarisers<Row>,
  content: Uint8Array,
): Promise<Row> {
  return summariseQuickly?.(content) ?? (await summariser())(content);
}
