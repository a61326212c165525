import type { FillOutcome, Oid, TransferOptions, TreeFile, TreeListing } from '../git-client.ts';
import { GalleyError } from '#base';
import { connect, download, type Downloaded } from './download.ts';
import { fetchObjects } from './fetch-objects.ts';
import { keepWhole, wholeListing } from './listing.ts';
import { isWireFailure } from './wire-failure.ts';
import type { Repository } from './repository.ts';

/** The first files come alone, so that what a person sees first need not wait for all. */
const FIRST_FILES = 50;
/** Ids of so many files make a request of less than the megabyte that some servers take at most. */
const MOST_FILES = 15_000;

/**
 * Brings the files that the clone left out, posts first. Each part is kept when it has come, so that one that is cut off or
 * cancelled goes on where it was.
 */
export async function fill<Row>(repository: Repository<Row>, options: TransferOptions): Promise<FillOutcome> {
  try {
    for (let ahead = FIRST_FILES; repository.mustGetRecord().filling; ahead = 0) {
      const missing = await missingFiles(repository);
      if (missing.length === 0) await finish(repository);
      else await fillParts(repository, [missing.slice(0, ahead), missing.slice(ahead, ahead + MOST_FILES)], options);
    }
    return { kind: 'filled' };
  } catch (thrown) {
    await repository.refresh();
    if (isWireFailure(thrown)) return { kind: 'failed', error: thrown };
    throw thrown;
  }
}

/** The files of the branch that are not here, posts first, each in the order of the list. */
async function missingFiles<Row>(repository: Repository<Row>): Promise<readonly Oid[]> {
  const { files } = wholeListing(await repository.listing());
  const [posts, others] = [new Set<Oid>(), new Set<Oid>()];
  for (const { path, oid } of files) (repository.parts.isPost(path) ? posts : others).add(oid);
  return repository.objects.missing(new Set([...posts, ...others]));
}

/** Fetches parts one after the other; each is kept while the next is on its way. */
async function fillParts<Row>(
  repository: Repository<Row>,
  parts: readonly (readonly Oid[])[],
  options: TransferOptions,
): Promise<void> {
  await repository.parts.locks.transfer(async () => {
    let keeping = Promise.resolve();
    for (const oids of parts) {
      if (oids.length === 0) continue;
      const got = await fetchFiles(repository, oids, options);
      await keeping;
      keeping = keepPart(repository, oids, got);
      // It is waited for in any case; a fetch that fails first must not leave it unheard.
      keeping.catch(() => undefined);
    }
    await keeping;
  });
}

async function keepPart<Row>(repository: Repository<Row>, oids: readonly Oid[], got: Downloaded<Row>): Promise<void> {
  await repository.exclusively(async () => {
    const record = repository.mustGetRecord();
    const packs = got.packName === undefined ? record.packs : [...record.packs, got.packName];
    repository.objects.use(packs, got.objects);
    const [missing] = await repository.objects.missing(oids);
    if (missing !== undefined)
      throw new GalleyError('server-error', 'The remote left out a file of its own branch', { data: { oid: missing } });
    const listing = await withRows(repository, wholeListing(await repository.listing()), got);
    await repository.update({
      record: { ...record, version: record.version + 1, packs },
      objects: got.objects,
      listing: keepWhole(listing),
    });
  });
}

/** By their ids; or, from a server that gives none, all that the branch's tip has. */
async function fetchFiles<Row>(
  repository: Repository<Row>,
  oids: readonly Oid[],
  options: TransferOptions,
): Promise<Downloaded<Row>> {
  try {
    return await fetchObjects(repository, oids, options);
  } catch (error) {
    const { capabilities } = repository;
    const { remoteHead } = repository.mustGetRecord();
    const isRefused = error instanceof GalleyError && error.code === 'not-found' && error.data['status'] === undefined;
    if (!isRefused || remoteHead === null || capabilities === undefined) throw error;
    return download(repository, connect(repository, options), { wants: [remoteHead], depth: 1, capabilities });
  }
}

/** Puts in the rows of posts whose files have just come. */
async function withRows<Row>(
  repository: Repository<Row>,
  listing: TreeListing<Row>,
  { rows }: Downloaded<Row>,
): Promise<TreeListing<Row>> {
  const lacksRow = ({ path, row }: TreeFile<Row>): boolean => row === null && repository.parts.isPost(path);
  const others = new Set<Oid>();
  for (const file of listing.files) if (!rows.has(file.oid) && lacksRow(file)) others.add(file.oid);
  const read = await repository.readRows(others);
  const files = listing.files.map((file) =>
    lacksRow(file) ? { ...file, row: rows.get(file.oid) ?? read.get(file.oid) ?? null } : file,
  );
  return { ...listing, complete: !files.some(lacksRow), files };
}

async function finish<Row>(repository: Repository<Row>): Promise<void> {
  await repository.exclusively(async () => {
    const record = repository.mustGetRecord();
    await repository.update({ record: { ...record, version: record.version + 1, filling: false } });
  });
}
