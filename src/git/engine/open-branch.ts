import { GalleyError, validateRefName } from '#base';
import type { Oid, OpenBranchOutcome, RemoteBranches, TransferOptions } from '../git-client.ts';
import type { BranchRecord } from '../storage/index.ts';
import { depthOne, type DownloadedBranch } from './download-branch.ts';
import { connect, download, withPack } from './download.ts';
import { listRefsUnder } from './list-remote-refs.ts';
import { readRemoteBranch } from './remote-branch.ts';
import { relist } from './list-branch.ts';
import type { Repository } from './repository.ts';
import { namedTips } from './named-tips.ts';
import { isWireFailure } from './wire-failure.ts';

const BRANCHES = 'refs/heads/';

/** The names of the remote's branches, sorted, as far as they are names of branches. */
export async function listBranches<Row>(
  repository: Repository<Row>,
  options: TransferOptions,
): Promise<RemoteBranches> {
  try {
    const { refs } = await listRefsUnder(repository, connect(repository, options), [BRANCHES]);
    return { kind: 'listed', branches: Array.from(refs.keys(), (name) => name.slice(BRANCHES.length)).sort() };
  } catch (thrown) {
    if (isWireFailure(thrown)) return { kind: 'failed', error: thrown };
    throw thrown;
  }
}

/**
 * Brings another branch here, beside the one that is worked on: in one step, or not at all. What the two have in common is
 * kept once, and files come by `fill` where the server can leave them out. Nothing is fetched when it is here already.
 */
export async function openBranch<Row>(
  repository: Repository<Row>,
  name: string,
  options: TransferOptions,
): Promise<OpenBranchOutcome> {
  if (validateRefName(BRANCHES + name).kind === 'rejected')
    throw new GalleyError('invalid-input', 'No branch has this name', { data: { branch: name } });
  try {
    return await repository.parts.locks.transfer(async () => {
      await repository.refresh();
      if (isOpened(repository, name)) return { kind: 'opened' };
      const downloaded = await downloadBeside(repository, name, options);
      return repository.exclusively(async () => {
        // Another tab may have been faster.
        if (!isOpened(repository, name)) await keep(repository, downloaded);
        return { kind: 'opened' };
      });
    });
  } catch (thrown) {
    await repository.refresh();
    if (isWireFailure(thrown)) return { kind: 'failed', error: thrown };
    // What is not on the remote is no fault of anyone.
    if (thrown instanceof GalleyError && thrown.code === 'not-found' && thrown.data['branch'] === name)
      return { kind: 'failed', error: thrown };
    throw thrown;
  }
}

function isOpened<Row>(repository: Repository<Row>, name: string): boolean {
  const record = repository.mustGetRecord();
  return record.branch === name || record.others.some(({ branch }) => branch === name);
}

async function downloadBeside<Row>(
  repository: Repository<Row>,
  name: string,
  options: TransferOptions,
): Promise<DownloadedBranch<Row>> {
  const record = repository.mustGetRecord();
  const { remoteHead, shallow, filling: isFilling } = record;
  const connection = connect(repository, options);
  const remote = await readRemoteBranch(repository, connection.service, name);
  if (remote === undefined) {
    // Few servers need it, so its code comes only then.
    const { downloadWithOlderProtocol } = await import('./older-protocol.ts');
    return downloadWithOlderProtocol(repository, options, { asked: 'always', wanted: name });
  }
  const { capabilities, branch, tip } = remote;
  if (tip === null || tip === remoteHead) return { branch, tip, got: undefined, filling: isFilling, protocol: 2 };
  // A commit that is here as the tip of a review may be without its files; what is missing comes with the filling.
  if (namedTips(record).includes(tip)) return { branch, tip, got: undefined, filling: true, protocol: 2 };
  const filling = capabilities.has('fetch', 'filter');
  const haves = remoteHead === null ? [] : [remoteHead];
  const got = await download(repository, connection, {
    wants: [tip],
    haves,
    shallow,
    ...depthOne(capabilities),
    ...(filling ? { filter: 'blob:none' } : {}),
    thin: !filling && !isFilling,
    capabilities,
  });
  return { branch, tip, got, filling, protocol: 2 };
}

/** Makes the branch count, with the list of its files, which is made from the one of the branch that is worked on. */
async function keep<Row>(repository: Repository<Row>, downloaded: DownloadedBranch<Row>): Promise<void> {
  const { branch, tip, got, filling } = downloaded;
  const record = repository.mustGetRecord();
  const packs = withPack(record.packs, got);
  repository.objects.use(packs, got === undefined ? [] : [got]);
  const added: BranchRecord = { branch, head: tip, remoteHead: tip, outboxBase: tip, filling };
  const listing = await relist(repository, tip, got ?? {});
  await repository.update({
    record: {
      ...record,
      version: record.version + 1,
      packs,
      shallow: [...new Set<Oid>([...record.shallow, ...(got?.shallow ?? [])])],
      refs: record.refs.filter(({ name }) => name !== BRANCHES + branch),
      others: [...record.others, added],
    },
    objects: got?.objects ?? [],
    beside: { branch, listing: filling ? withoutTitles(listing) : listing },
  });
}

/** While files are missing, the list is not complete. */
function withoutTitles<Kept extends { readonly base: object; readonly patch: { readonly complete: boolean } | null }>(
  kept: Kept,
): Kept {
  return kept.patch === null
    ? { ...kept, base: { ...kept.base, complete: false } }
    : { ...kept, patch: { ...kept.patch, complete: false } };
}
