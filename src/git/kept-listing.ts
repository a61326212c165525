import { GalleyError, joinBytes } from '#base';
import type { Oid } from './git-client.ts';
import type { TreeFile, TreeListing } from './tree-listing.ts';
import { fromHex, HASH_SIZE } from './hex.ts';
import { ListedFiles } from './listed-files.ts';
import { rowReader, toColumns, toLines, valueReader, type Column, type RowColumns } from './row-columns.ts';

/** What a path holds: a file, an entry that is not opened, or null for nothing any more. */
export type ListedEntry<Row> = Omit<TreeFile<Row>, 'path'> | { readonly refused: string } | null;

/** A listing made once and kept. It goes from the store through the worker to the tab without being read on the way. */
export interface ListingBase {
  /** Raised with the form of the texts: those of another form are made anew. */
  readonly form: typeof LISTING_FORM;
  /** Unlike that of any other base. */
  readonly id: string;
  readonly head: Oid | null;
  readonly complete: boolean;
  readonly texts: ListingTexts;
}

/** The columns as JSON, the ids of all files, 20 bytes each, and each column that is lines: one after the other, texts in UTF-8. */
export interface ListingTexts {
  /** In memory, or as a file of the browser's. */
  readonly data: ArrayBuffer | Blob;
  /** How many bytes each of the texts has. */
  readonly lengths: readonly number[];
}

/** What has changed since the base, all of it, each path once. Small, and written anew with every step. */
export interface ListingPatch<Row> {
  /** The id of the base that it goes with. */
  readonly base: string;
  readonly head: Oid | null;
  readonly complete: boolean;
  readonly entries: readonly (readonly [path: string, entry: ListedEntry<Row>])[];
}

/** A listing in columns, as JSON. */
interface Columns<Row> {
  readonly paths: KeptColumn;
  readonly rows: Omit<RowColumns, 'columns'> & { readonly columns: readonly KeptColumn[] };
  /** When files were changed, each with its place. */
  readonly changes: readonly (readonly [place: number, lastChange: TreeFile<Row>['lastChange']])[];
  readonly refused: TreeListing<Row>['refused'];
}

/** A column, or which of the texts its lines are. */
type KeptColumn = Exclude<Column, { readonly lines: string }> | { readonly text: number };

export const LISTING_FORM = 4;
/** Where the ids are among the texts. */
const IDS = 1;
const encoder = new TextEncoder();

/** Writes a listing in columns, which is read several times faster than a list of records. */
export function encodeListing<Row>({ head, complete, files, refused }: TreeListing<Row>): ListingBase {
  const changes: Columns<Row>['changes'][number][] = [];
  const paths: string[] = [];
  const oids: Oid[] = [];
  const rows: (Row | null)[] = [];
  for (const { path, oid, row, lastChange } of files) {
    if (lastChange !== null) changes.push([paths.length, lastChange]);
    paths.push(path);
    oids.push(oid);
    rows.push(row);
  }
  const texts: [string, Uint8Array, ...string[]] = ['', fromHex(oids.join(''))];
  const keep = (column: Column): KeptColumn => ('lines' in column ? { text: texts.push(column.lines) - 1 } : column);
  const rowColumns = toColumns(rows);
  const columns: Columns<Row> = {
    paths: keep(toLines(paths) ?? { values: paths }),
    rows: { ...rowColumns, columns: rowColumns.columns.map(keep) },
    changes,
    refused,
  };
  texts[0] = JSON.stringify(columns);
  return { form: LISTING_FORM, id: crypto.randomUUID(), head, complete, texts: encodeTexts(texts) };
}

/** A listing of paths alone: no file has a row, nor a last change. */
interface ListedPaths extends Pick<TreeListing<never>, 'head' | 'complete' | 'refused'> {
  /** In UTF-8, each with a line feed behind it. */
  readonly paths: readonly Uint8Array[];
  /** 20 bytes each. */
  readonly oids: readonly Uint8Array[];
}

/** Writes what `encodeListing` writes of such a listing. */
export function encodePaths({ head, complete, paths, oids, refused }: ListedPaths): ListingBase {
  const columns: Columns<never> = {
    paths: paths.length === 0 ? { values: [] } : { text: IDS + 1 },
    rows: { keys: [], columns: [], rowless: 'all' },
    changes: [],
    refused,
  };
  // Behind the last line feed there would be one more line.
  const lines = paths.map((part, index) => (index === paths.length - 1 ? part.subarray(0, -1) : part));
  const texts = [[encoder.encode(JSON.stringify(columns))], oids, lines];
  const lengths = texts.map((parts) => parts.reduce((sum, { length }) => sum + length, 0));
  const data = joinBytes(texts.flat()).buffer;
  return { form: LISTING_FORM, id: crypto.randomUUID(), head, complete, texts: { data, lengths } };
}

/** The same as it goes into a store, which keeps long bytes as a file. */
export function toStoredBase(base: ListingBase): ListingBase {
  const { data, lengths } = base.texts;
  return data instanceof Blob ? base : { ...base, texts: { data: new Blob([data]), lengths } };
}

/** Reads what `encodeListing` and `toStoredBase` wrote. Throws `corrupt` for anything else. */
export async function decodeListing<Row>(base: ListingBase): Promise<TreeListing<Row>> {
  try {
    const { data, lengths } = base.texts;
    return decode(base, partTexts(data instanceof Blob ? await data.arrayBuffer() : data, lengths));
  } catch (cause) {
    throw new GalleyError('corrupt', 'The kept list can not be read', { cause });
  }
}

function encodeTexts(texts: readonly (string | Uint8Array)[]): ListingTexts {
  // What has no other characters is as long in UTF-8, and need not be copied twice.
  const parts = texts.map((text) => (typeof text !== 'string' || isAscii(text) ? text : encoder.encode(text)));
  const lengths = parts.map(({ length }) => length);
  const bytes = new Uint8Array(lengths.reduce((sum, length) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    if (typeof part === 'string') encoder.encodeInto(part, bytes.subarray(at));
    else bytes.set(part, at);
    at += part.length;
  }
  return { data: bytes.buffer, lengths };
}

function partTexts(data: ArrayBuffer, lengths: readonly number[]): readonly Uint8Array[] {
  const bytes = new Uint8Array(data);
  let end = 0;
  const texts = lengths.map((length) => bytes.subarray(end, (end += length)));
  if (end !== bytes.length) throw new RangeError('The texts have another length');
  return texts;
}

/** The bytes of a base, for others to have; undefined where the browser can't read them any more. */
export async function copyBytes({ texts }: ListingBase): Promise<ArrayBuffer | undefined> {
  const { data, lengths } = texts;
  if (!(data instanceof Blob)) return data.slice(0);
  const bytes = await data.arrayBuffer().catch(() => undefined);
  return bytes?.byteLength === lengths.reduce((sum, length) => sum + length, 0) ? bytes : undefined;
}

function isAscii(text: string): boolean {
  // oxlint-disable-next-line no-control-regex -- all of them are one byte each
  return /^[\0-\x7f]*$/.test(text);
}

function decode<Row>({ head, complete }: ListingBase, texts: readonly Uint8Array[]): TreeListing<Row> {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true, fatal: true });
  const read = (at: number): string => decoder.decode(texts[at]);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- only `encodeListing` wrote it, in the form that the base says
  const { paths, rows, changes, refused } = JSON.parse(read(0)) as Columns<Row>;
  const ids = texts[IDS] ?? new Uint8Array();
  const count = ids.length / HASH_SIZE;
  if (!Number.isInteger(count)) throw new RangeError('An id is cut short');
  const found = (column: KeptColumn): Column => ('text' in column ? { lines: read(column.text) } : column);
  const files = new ListedFiles<Row>({
    count,
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- as above
    pathAt: valueReader(found(paths), count) as (place: number) => string,
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- as above
    rowAt: rowReader({ ...rows, columns: rows.columns.map(found) }, count) as (place: number) => Row | null,
    changes: new Map(changes),
    ids,
  });
  return { head, complete, files, refused };
}
