import type { Oid, TransferOptions } from '../git-client.ts';
import type { PackRequest, ServerCapabilities } from '../wire/index.ts';
import { connect, receive, type Downloaded, type Received } from './download.ts';
import { branchOf, readRemoteBranch } from './remote-branch.ts';
import type { Repository } from './repository.ts';

export interface DownloadedBranch<Row> {
  readonly branch: string;
  readonly tip: Oid | null;
  /** What came; undefined when there was nothing to fetch. */
  readonly got: Downloaded<Row> | undefined;
  /** True when commits and folders came, and files are still to be fetched. */
  readonly filling: boolean;
  /** By which protocol it came: only version 2 gives single objects. */
  readonly protocol: 2 | 0;
}

/** The same, where what came is not kept yet. */
export interface ReceivedBranch<Row> extends Omit<DownloadedBranch<Row>, 'got'> {
  readonly got: Received<Row> | undefined;
}

interface ReceiveBranchOptions extends TransferOptions {
  /** Called when the commits and folders of a first clone have begun to come, whose files are still to be fetched. */
  readonly onFolders?: (tip: Oid, capabilities: ServerCapabilities) => void;
}

/** Fetches what the clone lacks of its branch, and keeps it. */
export async function downloadBranch<Row>(
  repository: Repository<Row>,
  options: TransferOptions,
): Promise<DownloadedBranch<Row>> {
  const { got, ...branch } = await receiveBranch(repository, options);
  return { ...branch, got: await got?.keep() };
}

/**
 * Fetches what the clone lacks of its branch. At first the tip at depth 1, without files where the server can leave them
 * out; later what is new, as differences to what is here.
 */
export async function receiveBranch<Row>(
  repository: Repository<Row>,
  { onFolders, ...options }: ReceiveBranchOptions,
): Promise<ReceivedBranch<Row>> {
  const { record } = repository;
  const connection = connect(repository, options);
  // Other tabs may have gone on since, where there is a clone.
  const early = record === undefined ? await repository.early.take(options) : undefined;
  const remote =
    early === undefined
      ? await readRemoteBranch(repository, connection.service, record?.branch)
      : branchOf(repository, early, record?.branch);
  if (remote === undefined) {
    // Few servers need it, so its code comes only then.
    const { downloadWithOlderProtocol } = await import('./older-protocol.ts');
    const { got, ...older } = await downloadWithOlderProtocol(repository, options);
    return { ...older, got: got === undefined ? undefined : { ...got, keep: () => Promise.resolve(got) } };
  }
  const { capabilities, branch, tip } = remote;
  const known = record?.remoteHead ?? null;
  // A commit made here is here whole: the answer to its push was lost.
  if (tip === null || tip === known || (record !== undefined && (await repository.objects.isMadeHere(tip))))
    return { branch, tip, got: undefined, filling: record?.filling ?? false, protocol: 2 };
  const filling = known === null ? capabilities.has('fetch', 'filter') : (record?.filling ?? false);
  const request: PackRequest =
    known === null
      ? { wants: [tip], ...depthOne(capabilities), ...(filling ? { filter: 'blob:none' } : {}) }
      : // While files are missing here, the remote can't know which ones a difference may be made to.
        { wants: [tip], haves: [known], shallow: record?.shallow ?? [], thin: !filling };
  const isFirst = known === null && filling;
  const got = await receive(repository, connection, {
    ...request,
    capabilities,
    ...(isFirst && { onBegun: () => onFolders?.(tip, capabilities) }),
  });
  return { branch, tip, got, filling, protocol: 2 };
}

/** The tip alone, from a server that can leave out what came before it. */
export function depthOne(capabilities: ServerCapabilities): { readonly depth?: number } {
  return capabilities.has('fetch', 'shallow') ? { depth: 1 } : {};
}
