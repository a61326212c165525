import { LazyFiles } from './lazy-files.ts';
import type { Oid } from './git-client.ts';
import type { TreeFile } from './tree-listing.ts';
import { HASH_SIZE, toHex } from './hex.ts';

/** What is read of a list's columns, each with a place for each file. */
export interface ListColumns<Row> {
  /** How many files there are. */
  readonly count: number;
  readonly pathAt: (place: number) => string;
  /** Makes the row anew each time. */
  readonly rowAt: (place: number) => Row | null;
  /** When files were changed, by their places. */
  readonly changes: ReadonlyMap<number, TreeFile<Row>['lastChange']>;
  /** 20 bytes each. */
  readonly ids: Uint8Array;
}

/** The files of a list that was read. */
export class ListedFiles<Row> extends LazyFiles<Row> {
  readonly length: number;
  readonly #list: ListColumns<Row>;

  constructor(list: ListColumns<Row>) {
    super();
    this.#list = list;
    this.length = list.count;
  }

  protected fileAt(place: number): TreeFile<Row> {
    return new ListedFile(this.#list, place);
  }
}

/** A file of a list that was read. What is asked of it is made of the list's columns, anew each time. A copy by `...` has none of it. */
export class ListedFile<Row> implements TreeFile<Row> {
  readonly #list: ListColumns<Row>;
  readonly #place: number;

  constructor(list: ListColumns<Row>, place: number) {
    this.#list = list;
    this.#place = place;
  }

  get path(): string {
    return this.#list.pathAt(this.#place);
  }

  get row(): Row | null {
    return this.#list.rowAt(this.#place);
  }

  get lastChange(): TreeFile<Row>['lastChange'] {
    return this.#list.changes.get(this.#place) ?? null;
  }

  /** The number that the first six digits of its id are. */
  get idStart(): number {
    const { ids } = this.#list;
    const at = this.#place * HASH_SIZE;
    return ((ids[at] ?? 0) << 16) | ((ids[at + 1] ?? 0) << 8) | (ids[at + 2] ?? 0);
  }

  get oid(): Oid {
    const at = this.#place * HASH_SIZE;
    return toHex(this.#list.ids.subarray(at, at + HASH_SIZE));
  }
}
