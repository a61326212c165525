import type { FillOutcome, Oid, TransferOptions } from '../git-client.ts';
import { GalleyError } from '#base';
import { depthOne } from './download-branch.ts';
import { connect, download, withPack, type Downloaded } from './download.ts';
import { fetchObjects } from './fetch-objects.ts';
import { wholeListing } from './listing.ts';
import { FIRST_TITLES, showTitles } from './show-titles.ts';
import { isWireFailure } from './wire-failure.ts';
import { readRows } from './list-branch.ts';
import type { Repository } from './repository.ts';

/** Ids of so many files make a request of less than the megabyte that some servers take at most. */
const MOST_FILES = 15_000;

/**
 * Brings the files that the clone left out, posts first. Each part is kept when it has come, so that one that is cut off or
 * cancelled goes on where it was. The list gets the first titles at once, and all others together.
 */
export async function fill<Row>(repository: Repository<Row>, options: TransferOptions): Promise<FillOutcome> {
  try {
    if (!repository.mustGetRecord().filling) return { kind: 'filled' };
    await repository.ahead?.finish(options);
    repository.ahead = undefined;
    if (!repository.mustGetRecord().filling) return { kind: 'filled' };
    const { posts, others } = await missingFiles(repository);
    await bringPosts(repository, posts, options);
    for (const oids of partsOf(others, MOST_FILES)) await bringOthers(repository, oids, options);
    await repository.exclusively(() => finish(repository));
    return { kind: 'filled' };
  } catch (thrown) {
    await repository.refresh();
    if (isWireFailure(thrown)) return { kind: 'failed', error: thrown };
    throw thrown;
  }
}

/** The files of the branch that are not here, each in the order of the list. */
async function missingFiles<Row>(
  repository: Repository<Row>,
): Promise<{ readonly posts: readonly Oid[]; readonly others: readonly Oid[] }> {
  const { files } = await wholeListing(await repository.listing());
  const [posts, others] = [new Set<Oid>(), new Set<Oid>()];
  for (const { path, oid } of files) (repository.parts.isPost(path) ? posts : others).add(oid);
  const missing = new Set(await repository.objects.missing(new Set([...posts, ...others])));
  return {
    posts: [...posts].filter((oid) => missing.has(oid)),
    others: [...others].filter((oid) => missing.has(oid) && !posts.has(oid)),
  };
}

async function bringPosts<Row>(
  repository: Repository<Row>,
  posts: readonly Oid[],
  options: TransferOptions,
): Promise<void> {
  const rows = new Map<Oid, Row>();
  const take = (got: Downloaded<Row>): void => {
    for (const [oid, row] of got.rows) rows.set(oid, row);
  };
  const ahead = posts.slice(0, FIRST_TITLES);
  if (ahead.length > 0) {
    take(await bringPart(repository, ahead, options));
    await repository.exclusively(() => showTitles(repository, rows));
  }
  for (const oids of partsOf(posts.slice(FIRST_TITLES), MOST_FILES)) take(await bringPart(repository, oids, options));
  await repository.exclusively(async () => {
    const { files } = await wholeListing(await repository.listing());
    const lacking = files.filter(
      ({ path, oid, row }) => row === null && repository.parts.isPost(path) && !rows.has(oid),
    );
    for (const [oid, row] of await readRows(repository, new Set(lacking.map(({ oid }) => oid)))) rows.set(oid, row);
    await showTitles(repository, rows);
  });
}

/** Brings files that are no posts; one that is too large for this tab stays on the remote and keeps no other from coming. */
async function bringOthers<Row>(
  repository: Repository<Row>,
  oids: readonly Oid[],
  options: TransferOptions,
): Promise<void> {
  try {
    await bringPart(repository, oids, options);
  } catch (error) {
    if (!(error instanceof GalleyError) || error.code !== 'too-large') throw error;
    if (oids.length === 1) return;
    for (const half of partsOf(oids, Math.ceil(oids.length / 2))) await bringOthers(repository, half, options);
  }
}

function partsOf(oids: readonly Oid[], length: number): readonly (readonly Oid[])[] {
  return Array.from({ length: Math.ceil(oids.length / length) }, (_, part) =>
    oids.slice(part * length, (part + 1) * length),
  );
}

/** Fetches files and keeps them. */
async function bringPart<Row>(
  repository: Repository<Row>,
  oids: readonly Oid[],
  options: TransferOptions,
): Promise<Downloaded<Row>> {
  return repository.parts.locks.transfer(async () => {
    const got = await fetchFiles(repository, oids, options);
    await repository.exclusively(async () => {
      const record = repository.mustGetRecord();
      const packs = withPack(record.packs, got);
      repository.objects.use(packs, [got]);
      const [missing] = await repository.objects.missing(oids);
      if (missing !== undefined)
        throw new GalleyError('server-error', 'The remote left out a file of its own branch', {
          data: { oid: missing },
        });
      await repository.update(
        { record: { ...record, version: record.version + 1, packs }, objects: got.objects },
        'quietly',
      );
    });
    return got;
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
    return download(repository, connect(repository, options), {
      wants: [remoteHead],
      ...depthOne(capabilities),
      capabilities,
    });
  }
}

async function finish<Row>(repository: Repository<Row>): Promise<void> {
  const record = repository.mustGetRecord();
  await repository.update({ record: { ...record, version: record.version + 1, filling: false } });
}
