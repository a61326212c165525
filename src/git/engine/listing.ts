import * as v from 'valibot';
import type { Oid } from '../git-client.ts';
import type { TreeFile, TreeListing } from '../tree-listing.ts';
import { decodeListing, encodeListing, LISTING_FORM, type ListingBase, type ListingPatch } from '../kept-listing.ts';
import { ListedFile } from '../listed-files.ts';
import { patchListing } from '../patch-listing.ts';
import type { RepositoryStore } from '../storage/index.ts';
import { listChanges, listTree, type ReadTree, type TreeItem } from './list-tree.ts';

/** When a path was last changed, as far as this clone has seen. */
export type LastChange = TreeFile<unknown>['lastChange'];

/** Says who last changed each of these paths, as far as that is known. */
export type ReadLastChanges = (paths: ReadonlySet<string>) => Promise<ReadonlyMap<string, LastChange>>;

/** A listing as it is kept: a base and what has changed since. */
export interface KeptListing<Row> {
  readonly base: ListingBase;
  readonly patch: ListingPatch<Row> | null;
}

export interface ListingInput<Row> {
  readonly head: Oid;
  readonly root: Oid;
  readonly readTree: ReadTree;
  /** Rows that are known already. */
  readonly rows: ReadonlyMap<Oid, Row>;
  /** Reads the rows of other posts, as far as their files are here. */
  readonly readRows: (oids: ReadonlySet<Oid>) => Promise<ReadonlyMap<Oid, Row>>;
  readonly isPost: (path: string) => boolean;
}

export interface RelistInput<Row> extends ListingInput<Row> {
  readonly kept: KeptListing<Row>;
  /** The tree that it is of. */
  readonly before: Oid | null;
  readonly lastChanges: ReadLastChanges;
}

/** Rows are few among so many times as many files. */
const FEW_ROWS = 4;
/** A patch with more entries is written into a new base. */
const LARGEST_PATCH = 500;

export const emptyListing: TreeListing<never> = { head: null, complete: true, files: [], refused: [] };

/** Lists a commit whole. It is complete when every post has its row. */
export async function listCommit<Row>(input: ListingInput<Row>): Promise<TreeListing<Row>> {
  const files: TreeFile<Row>[] = [];
  // By path: a name with a slash in it may stand for a path that is another's.
  const refused = new Map<string, string>();
  const rowless: number[] = [];
  const { rows, isPost } = input;
  await listTree(input.root, input.readTree, (path, item) => {
    if (item === null) return;
    if ('refused' in item) {
      refused.set(path, item.refused);
      return;
    }
    const hasRow = isPost(path);
    // In a first clone nothing is known yet, and looking for it takes longer than all else here.
    const row = hasRow && rows.size > 0 ? (rows.get(item.oid) ?? null) : null;
    if (hasRow && row === null) rowless.push(files.length);
    files.push({ path, oid: item.oid, row, lastChange: null });
  });
  const read = await input.readRows(new Set(rowless.map((place) => files[place]?.oid ?? '')));
  let complete = true;
  for (const place of rowless) {
    const file = files[place];
    const row = file === undefined ? undefined : read.get(file.oid);
    if (file === undefined || row === undefined) complete = false;
    else files[place] = { ...file, row };
  }
  return { head: input.head, complete, files, refused: Array.from(refused, ([path, reason]) => ({ path, reason })) };
}

/** The posts among `items`, by their paths. */
function postsAmong(
  items: ReadonlyMap<string, TreeItem | null>,
  isPost: ListingInput<unknown>['isPost'],
): ReadonlyMap<string, Oid> {
  const posts = new Map<string, Oid>();
  for (const [path, item] of items) if (item !== null && 'oid' in item && isPost(path)) posts.set(path, item.oid);
  return posts;
}

/** The rows of all these posts that are known or can be read here. */
async function rowsOf<Row>(
  { rows, readRows }: ListingInput<Row>,
  posts: ReadonlyMap<string, Oid>,
): Promise<ReadonlyMap<Oid, Row>> {
  const unknown = new Set([...posts.values()].filter((oid) => !rows.has(oid)));
  return unknown.size === 0 ? rows : new Map([...rows, ...(await readRows(unknown))]);
}

/** The listing that `kept` becomes when the tree `before` becomes the one of `input`; reads only what differs. */
export async function relistChanges<Row>(input: RelistInput<Row>): Promise<KeptListing<Row>> {
  const { base, patch } = input.kept;
  const entries = new Map(patch?.entries);
  const changes = await listChanges(input.before, input.root, input.readTree);
  const posts = postsAmong(changes, input.isPost);
  const rows = await rowsOf(input, posts);
  const written = [...changes].flatMap(([path, item]) => (item !== null && 'oid' in item ? [path] : []));
  const lastChanges = await input.lastChanges(new Set(written));
  for (const [path, item] of changes) {
    if (item === null || 'refused' in item) entries.set(path, item);
    else {
      const row = posts.has(path) ? (rows.get(item.oid) ?? null) : null;
      entries.set(path, { oid: item.oid, row, lastChange: lastChanges.get(path) ?? null });
    }
  }
  const { complete } = patch ?? base;
  return withPatch(base, { base: base.id, head: input.head, complete, entries: [...entries] });
}

async function withPatch<Row>(base: ListingBase, patch: ListingPatch<Row>): Promise<KeptListing<Row>> {
  if (patch.entries.length <= LARGEST_PATCH) return { base, patch };
  return keepWhole(await wholeListing({ base, patch }));
}

export interface FillRowsInput<Row> {
  readonly kept: KeptListing<Row>;
  /** The same whole. */
  readonly listing: TreeListing<Row>;
  readonly rows: ReadonlyMap<Oid, Row>;
  readonly isPost: (path: string) => boolean;
}

/** Puts in rows of posts that had none. */
export function fillRows<Row>({ kept, listing, rows, isPost }: FillRowsInput<Row>): KeptListing<Row> {
  const filled: TreeFile<Row>[] = [];
  let complete = true;
  // Of a few rows it is sooner said which files they are not of than every file's id is made.
  const isFew = rows.size * FEW_ROWS < listing.files.length;
  const starts = new Set(isFew ? Array.from(rows.keys(), (oid) => Number.parseInt(oid.slice(0, 6), 16)) : []);
  const hasNone = (file: TreeFile<Row>): boolean => isFew && file instanceof ListedFile && !starts.has(file.idStart);
  const files = listing.files.map((file): TreeFile<Row> => {
    const { path, row: known, lastChange } = file;
    if (known !== null || !isPost(path)) return file;
    const oid = hasNone(file) ? undefined : file.oid;
    const row = oid === undefined ? undefined : rows.get(oid);
    if (oid === undefined || row === undefined) {
      complete = false;
      return file;
    }
    const titled = { path, oid, row, lastChange };
    filled.push(titled);
    return titled;
  });
  const { base, patch } = kept;
  if (filled.length + (patch?.entries.length ?? 0) > LARGEST_PATCH) return keepWhole({ ...listing, complete, files });
  const entries = new Map(patch?.entries);
  for (const { path, ...entry } of filled) entries.set(path, entry);
  return { base, patch: { base: base.id, head: listing.head, complete, entries: [...entries] } };
}

/** The head that a kept listing is of. */
export function headOf({ base, patch }: KeptListing<unknown>): Oid | null {
  return patch === null ? base.head : patch.head;
}

const baseSchema = v.object({
  form: v.literal(LISTING_FORM),
  id: v.string(),
  head: v.nullable(v.string()),
  complete: v.boolean(),
  texts: v.object({ data: v.instance(Blob), lengths: v.array(v.number()) }),
});

/** What the store keeps; undefined when it keeps none, one of another form, or a base and a patch that are no pair. */
export async function readKeptListing<Row>(
  store: RepositoryStore,
  branch: string | undefined,
): Promise<KeptListing<Row> | undefined> {
  const { base, patch = null } = await store.readListing(branch);
  const known = v.safeParse(baseSchema, base);
  if (!known.success || !isPatchTo<Row>(patch, known.output.id)) return undefined;
  return { base: known.output, patch };
}

/** Entries are what this engine put there in one step with the id of their base. */
function isPatchTo<Row>(patch: unknown, base: string): patch is ListingPatch<Row> | null {
  if (patch === null) return true;
  if (typeof patch !== 'object' || !('base' in patch && 'head' in patch && 'complete' in patch && 'entries' in patch))
    return false;
  return patch.base === base && Array.isArray(patch.entries);
}

/** The listing whole. Throws `corrupt` when what is kept can't be read. */
export async function wholeListing<Row>({ base, patch }: KeptListing<Row>): Promise<TreeListing<Row>> {
  return patchListing(await decodeListing<Row>(base), patch);
}

export function keepWhole<Row>(listing: TreeListing<Row>): KeptListing<Row> {
  return { base: encodeListing(listing), patch: null };
}
