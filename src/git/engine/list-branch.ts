import type { Oid } from '../git-client.ts';
import type { Received } from './download.ts';
import type { ReadTree } from './list-tree.ts';
import {
  emptyListing,
  headOf,
  keepWhole,
  listCommit,
  relistChanges,
  type KeptListing,
  type ListingInput,
  type ReadLastChanges,
} from './listing.ts';
import type { Repository } from './repository.ts';
import { summarise } from './summarise.ts';

const BLOB = 3;

/** What is known already when a commit is listed. */
export interface ListingKnowledge<Row> {
  /** The commit's tree, where it is at hand. */
  readonly root?: Oid | null;
  readonly lastChanges?: ReadLastChanges;
  readonly rows?: ReadonlyMap<Oid, Row>;
  readonly readTree?: ReadTree;
}

/** The list of the branch that is worked on, made of its tip alone. */
export async function listAnew<Row>(repository: Repository<Row>): Promise<KeptListing<Row>> {
  const { head } = repository.mustGetRecord();
  return keepWhole(head === null ? emptyListing : await listCommit(await listingInput(repository, head)));
}

/** The list as it will be with `head`: what differs from the one there is, and the rest as it is. */
export async function relist<Row>(
  repository: Repository<Row>,
  head: Oid | null,
  known: ListingKnowledge<Row>,
): Promise<KeptListing<Row>> {
  if (head === null) return keepWhole(emptyListing);
  const kept = await repository.listing();
  const before = headOf(kept);
  return relistChanges({
    ...(await listingInput(repository, head, known)),
    kept,
    before: before === null ? null : (await repository.graph.readCommit(before)).tree,
    lastChanges: known.lastChanges ?? (() => Promise.resolve(new Map())),
  });
}

/** How a commit is listed: a row comes from `rows`, else from the post's file where that is here. */
export async function listingInput<Row>(
  repository: Repository<Row>,
  head: Oid,
  known: ListingKnowledge<Row> | Pick<Received<Row>, 'rows'> = {},
): Promise<ListingInput<Row>> {
  const readTree = ('readTree' in known ? known.readTree : undefined) ?? repository.graph.readTree;
  return {
    head,
    root: ('root' in known ? known.root : null) ?? (await repository.graph.readCommit(head)).tree,
    readTree,
    rows: known.rows ?? new Map(),
    readRows: (oids) => readRows(repository, oids),
    isPost: repository.parts.isPost,
  };
}

/** The rows of posts whose files are here. */
export async function readRows<Row>(
  { objects, parts }: Repository<Row>,
  oids: ReadonlySet<Oid>,
): Promise<ReadonlyMap<Oid, Row>> {
  const missing = new Set(await objects.missing(oids));
  const rows = new Map<Oid, Row>();
  for (const oid of oids) {
    const blob = missing.has(oid) ? undefined : await objects.find(oid);
    if (blob?.type === BLOB) rows.set(oid, await summarise(parts.rows, blob.content));
  }
  return rows;
}
