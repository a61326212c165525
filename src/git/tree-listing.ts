import type { Oid } from './git-client.ts';

/** One file of the tree at the branch's head. `row` is what the engine's summariser made of a post; null for other files, and while it is not here. The id may be made when it is asked for: a copy by `...` has none. */
export interface TreeFile<Row> {
  readonly path: string;
  readonly oid: Oid;
  readonly row: Row | null;
  /** Known only for changes that this clone has seen come or go. */
  readonly lastChange: { readonly time: number; readonly author: string } | null;
}

/** What readers need of an array of files, each method as the array's. A file may be made when it is read: whoever reads a place twice may get two. */
export interface TreeFiles<Row> extends Iterable<TreeFile<Row>> {
  readonly length: number;
  at(place: number): TreeFile<Row> | undefined;
  map<Value>(make: (file: TreeFile<Row>, place: number) => Value): Value[];
  filter(isWanted: (file: TreeFile<Row>) => boolean): TreeFile<Row>[];
  find(isWanted: (file: TreeFile<Row>) => boolean): TreeFile<Row> | undefined;
  every(isSo: (file: TreeFile<Row>) => boolean): boolean;
}

export interface TreeListing<Row> {
  readonly head: Oid | null;
  /** False while there are posts without a row, because their files are still on the remote. */
  readonly complete: boolean;
  /** In git's tree order. */
  readonly files: TreeFiles<Row>;
  /** Entries that are not opened (`.git`-like names, names that are not UTF-8, symlinks, submodules), each with the reason. */
  readonly refused: readonly { readonly path: string; readonly reason: string }[];
}
