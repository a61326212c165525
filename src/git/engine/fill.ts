import type { FillOutcome, Oid, TransferOptions, TreeListing } from '../git-client.ts';
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
    for (let isFirst = true; repository.mustGetRecord().filling; isFirst = false) {
      const missing = await missingFiles(repository);
      if (missing.length === 0) await finish(repository);
      else await fillPart(repository, missing.slice(0, isFirst ? FIRST_FILES : MOST_FILES), options);
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
  for (const { path, oid } of files)
    if (!(await repository.objects.has(oid))) (repository.parts.isPost(path) ? posts : others).add(oid);
  return [...new Set([...posts, ...others])];
}

async function fillPart<Row>(
  repository: Repository<Row>,
  oids: readonly Oid[],
  options: TransferOptions,
): Promise<void> {
  await repository.parts.locks.transfer(async () => {
    const got = await fetchFiles(repository, oids, options);
    await repository.exclusively(async () => {
      const record = repository.mustGetRecord();
      const packs = got.packName === undefined ? record.packs : [...record.packs, got.packName];
      repository.objects.use(packs, got.objects);
      for (const oid of oids)
        if (!(await repository.objects.has(oid)))
          throw new GalleyError('server-error', 'The remote left out a file of its own branch', { data: { oid } });
      const listing = await withRows(repository, wholeListing(await repository.listing()), got);
      await repository.update({
        record: { ...record, version: record.version + 1, packs },
        objects: got.objects,
        listing: keepWhole(listing),
      });
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
  let complete = true;
  const files = [];
  for (const file of listing.files) {
    if (file.row !== null || !repository.parts.isPost(file.path)) {
      files.push(file);
      continue;
    }
    const row = rows.get(file.oid) ?? (await repository.summariseBlob(file.oid));
    complete &&= row !== null;
    files.push(row === null ? file : { ...file, row });
  }
  return { ...listing, complete, files };
}

async function finish<Row>(repository: Repository<Row>): Promise<void> {
  await repository.exclusively(async () => {
    const record = repository.mustGetRecord();
    await repository.update({ record: { ...record, version: record.version + 1, filling: false } });
  });
}
