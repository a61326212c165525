import type { Oid } from '../git-client.ts';

/** Makes a row of a text's bytes, of which `isUtf8` says whether they are known to be UTF-8. */
export type Summarise<Row> = (content: Uint8Array, isUtf8?: boolean) => Row;

/** How rows are made. */
export interface Summarisers<Row> {
  /** Gives what makes a row of any text, and is large; asked for when a text needs it. */
  readonly summariser: () => Promise<Summarise<Row>>;
  /** Makes the rows of most texts, is small, and here from the start; undefined for a text that needs the other. */
  readonly summariseQuickly?: Summarise<Row | undefined>;
}

/** The rows of these texts. The large summariser is asked for only where one of them needs it. */
export async function summariseAll<Row>(
  { summariser, summariseQuickly }: Summarisers<Row>,
  texts: readonly { readonly oid: Oid; readonly content: Uint8Array }[],
): Promise<Map<Oid, Row>> {
  const rows = new Map<Oid, Row>();
  for (const { oid, content } of texts) rows.set(oid, summariseQuickly?.(content) ?? (await summariser())(content));
  return rows;
}
