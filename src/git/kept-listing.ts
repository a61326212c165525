import { GalleyError } from '#base';
import type { Oid, TreeFile, TreeListing } from './git-client.ts';
import { fromColumns, toColumns, type RowColumns } from './row-columns.ts';

/** What a path holds: a file, an entry that is not opened, or null for nothing any more. */
export type ListedEntry<Row> = Omit<TreeFile<Row>, 'path'> | { readonly refused: string } | null;

/** A listing as text, made once and kept: it goes from the store through the worker to the tab without being read on the way. */
export interface ListingBase {
  /** Raised with the form of the text: one of another form is made anew. */
  readonly form: typeof LISTING_FORM;
  /** Unlike that of any other base. */
  readonly id: string;
  readonly head: Oid | null;
  readonly complete: boolean;
  readonly text: string;
}

/** What has changed since the base, all of it, each path once. Small, and written anew with every step. */
export interface ListingPatch<Row> {
  /** The id of the base that it goes with. */
  readonly base: string;
  readonly head: Oid | null;
  readonly complete: boolean;
  readonly entries: readonly (readonly [path: string, entry: ListedEntry<Row>])[];
}

/** A listing in columns: one entry of each for each file. */
interface Columns<Row> {
  readonly paths: readonly string[];
  /** The ids of all files, one after the other. */
  readonly oids: string;
  readonly rows: RowColumns;
  /** By the place of the file. */
  readonly changes: Readonly<Record<number, TreeFile<Row>['lastChange']>>;
  readonly refused: TreeListing<Row>['refused'];
}

export const LISTING_FORM = 2;
const OID_LENGTH = 40;

/** Writes a listing in columns, which is read several times faster than a list of records. */
export function encodeListing<Row>({ head, complete, files, refused }: TreeListing<Row>): ListingBase {
  const changes: Record<number, TreeFile<Row>['lastChange']> = {};
  for (const [index, { lastChange }] of files.entries()) if (lastChange !== null) changes[index] = lastChange;
  const columns: Columns<Row> = {
    paths: files.map(({ path }) => path),
    oids: files.map(({ oid }) => oid).join(''),
    rows: toColumns(files.map(({ row }) => row)),
    changes,
    refused,
  };
  const text = JSON.stringify(columns);
  return { form: LISTING_FORM, id: crypto.randomUUID(), head, complete, text };
}

/** Reads what `encodeListing` wrote. Throws `corrupt` for anything else. */
export function decodeListing<Row>({ head, complete, text }: ListingBase): TreeListing<Row> {
  const columns = parseColumns<Row>(text);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- only `encodeListing` wrote them
  const rows = fromColumns(columns.rows, columns.paths.length) as readonly (Row | null)[];
  const files = columns.paths.map((path, index): TreeFile<Row> => ({
    path,
    oid: columns.oids.slice(index * OID_LENGTH, (index + 1) * OID_LENGTH),
    row: rows[index] ?? null,
    lastChange: columns.changes[index] ?? null,
  }));
  return { head, complete, files, refused: columns.refused };
}

function parseColumns<Row>(text: string): Columns<Row> {
  let cause: unknown;
  try {
    const columns: unknown = JSON.parse(text);
    if (isColumns<Row>(columns)) return columns;
  } catch (error) {
    cause = error;
  }
  throw new GalleyError('corrupt', 'The kept list can not be read', { cause });
}

/** The text is written by `encodeListing` alone, in the form that its base says: that ids and paths fit together shows that it is whole. */
function isColumns<Row>(value: unknown): value is Columns<Row> {
  if (typeof value !== 'object' || value === null || !('paths' in value && 'oids' in value)) return false;
  const { paths, oids } = value;
  return Array.isArray(paths) && typeof oids === 'string' && oids.length === paths.length * OID_LENGTH;
}

/** The listing that `base` becomes by `patch`. Files stay in the order of their paths, which is that of git's trees. */
export function patchListing<Row>(base: TreeListing<Row>, patch: ListingPatch<Row> | null): TreeListing<Row> {
  if (patch === null) return base;
  const entries = new Map(patch.entries);
  const added: TreeFile<Row>[] = [];
  const refused = base.refused.filter(({ path }) => !entries.has(path));
  for (const [path, entry] of entries) {
    if (entry === null) continue;
    if ('refused' in entry) refused.push({ path, reason: entry.refused });
    else added.push({ path, ...entry });
  }
  added.sort((a, b) => comparePaths(a.path, b.path));
  const files: TreeFile<Row>[] = [];
  let next = 0;
  for (const file of base.files) {
    for (let one = added[next]; one !== undefined && comparePaths(one.path, file.path) <= 0; one = added[next]) {
      files.push(one);
      next += 1;
    }
    if (!entries.has(file.path)) files.push(file);
  }
  files.push(...added.slice(next));
  return { head: patch.head, complete: patch.complete, files, refused };
}

/** By code points, as UTF-8's bytes are ordered. */
function comparePaths(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let index = 0; index < length; index += 1) {
    const [one, other] = [a.charCodeAt(index), b.charCodeAt(index)];
    if (one === other) continue;
    // Halves of surrogate pairs stand for characters behind all others.
    const [high, low] = [isSurrogate(one), isSurrogate(other)];
    return high === low ? one - other : Number(high) - Number(low);
  }
  return a.length - b.length;
}

function isSurrogate(unit: number): boolean {
  return unit >= 0xd8_00 && unit <= 0xdf_ff;
}
