import type { Oid, TreeFile } from './git-client.ts';
import { HASH_SIZE, toHex } from './hex.ts';

/** What is read of a list's columns, each with a place for each file. */
export interface ListColumns<Row> {
  readonly paths: readonly string[];
  readonly rowAt: (place: number) => Row | null;
  /** When files were changed, by their places. */
  readonly changes: ReadonlyMap<number, TreeFile<Row>['lastChange']>;
  /** 20 bytes each. */
  readonly ids: Uint8Array;
}

/**
 * A file of a list that was read. Its id is made of the list's bytes when it is asked for: a list is shown without them, and
 * making strings of 50,000 takes as long as making those of their titles.
 */
export class ListedFile<Row> implements TreeFile<Row> {
  readonly path: string;
  readonly row: Row | null;
  readonly lastChange: TreeFile<Row>['lastChange'];
  readonly #ids: Uint8Array;
  readonly #place: number;

  constructor({ paths, rowAt, changes, ids }: ListColumns<Row>, place: number) {
    this.path = paths[place] ?? '';
    this.row = rowAt(place);
    this.lastChange = changes.get(place) ?? null;
    this.#ids = ids;
    this.#place = place;
  }

  /** The number that the first six digits of its id are. */
  get idStart(): number {
    const at = this.#place * HASH_SIZE;
    return ((this.#ids[at] ?? 0) << 16) | ((this.#ids[at + 1] ?? 0) << 8) | (this.#ids[at + 2] ?? 0);
  }

  get oid(): Oid {
    const at = this.#place * HASH_SIZE;
    return toHex(this.#ids.subarray(at, at + HASH_SIZE));
  }
}
