import type { Oid, TransferOptions } from '../git-client.ts';
import type { RepositoryRecord } from '../storage/index.ts';
import { receivePack, type PackRequest, type ServerCapabilities } from '../wire/index.ts';
import { connect, receive, type Connection, type Downloaded, type Received } from './download.ts';
import type { EarlyAnswer } from './early-discovery.ts';
import { branchOf, isRefused, readRemoteBranch, type RemoteBranch } from './remote-branch.ts';
import type { Repository } from './repository.ts';
import { isWireFailure } from './wire-failure.ts';

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

interface ReceiveTipOptions {
  readonly onFolders: ReceiveBranchOptions['onFolders'];
  /** Files that are on their way already are not asked for again: they are those of a commit nearby. */
  readonly asksFiles: boolean;
  /** Called when the first bytes of a first clone are here. */
  readonly onBegun?: () => void;
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
  const named = record === undefined ? undefined : await receiveByName(repository, connection, record);
  if (named !== undefined) return named;
  // Other tabs may have gone on since, where there is a clone.
  const early = record === undefined ? repository.early.take(options) : undefined;
  const begun = early && (await receiveFolders(repository, connection, { early, onFolders }));
  if (begun?.kind === 'received') return begun.branch;
  const asksFiles = begun?.kind !== 'other';
  const discovered = await early?.remote;
  if (discovered !== undefined) {
    const told = branchOf(repository, discovered, record?.branch);
    let hasBegun = false;
    const onBegun = (): void => {
      hasBegun = true;
    };
    try {
      return await receiveTip(repository, connection, told, { onFolders, asksFiles, onBegun });
    } catch (error) {
      // What it was told to be and to have may be wrong: it is asked in full, and says why where it refuses again.
      if (hasBegun || !isRefused(error)) throw error;
    }
  }
  const remote = await readRemoteBranch(repository, connection.service, record?.branch);
  if (remote === undefined) {
    // Few servers need it, so its code comes only then.
    const { downloadWithOlderProtocol } = await import('./older-protocol.ts');
    const { got, ...older } = await downloadWithOlderProtocol(repository, options);
    return {
      ...older,
      got:
        got === undefined ? undefined : { ...got, keep: () => Promise.resolve(got), giveUp: () => Promise.resolve() },
    };
  }
  return receiveTip(repository, connection, remote, { onFolders, asksFiles });
}

/** Fetches what the clone lacks of the branch as the remote says it. */
async function receiveTip<Row>(
  repository: Repository<Row>,
  connection: Connection,
  { capabilities, branch, tip }: RemoteBranch,
  { onFolders, asksFiles, onBegun }: ReceiveTipOptions,
): Promise<ReceivedBranch<Row>> {
  const { record } = repository;
  const known = record?.remoteHead ?? null;
  if (tip === null || (record !== undefined && (await isHere(repository, record, tip)))) {
    return { branch, tip, got: undefined, filling: record?.filling ?? false, protocol: 2 };
  }
  if (known !== null && record !== undefined) {
    const got = await receive(repository, connection, { ...sinceKnown(record, known), wants: [tip], capabilities });
    return { branch, tip, got, filling: record.filling, protocol: 2 };
  }
  const filling = capabilities.has('fetch', 'filter');
  const got = await receive(repository, connection, {
    wants: [tip],
    ...depthOne(capabilities),
    ...(filling ? { filter: 'blob:none' } : {}),
    capabilities,
    onBegun() {
      onBegun?.();
      if (filling && asksFiles) onFolders?.(tip, capabilities);
    },
  }).catch((error: unknown) => {
    if (isRefused(error)) repository.capabilities = undefined;
    throw error;
  });
  return { branch, tip, got, filling, protocol: 2 };
}

/** How all that the branch got since `known` is asked for. */
function sinceKnown(
  { shallow, filling }: RepositoryRecord,
  known: Oid,
): Pick<PackRequest, 'haves' | 'shallow' | 'thin'> {
  // While files are missing here, the remote can't know which ones a difference may be made to.
  return { haves: [known], shallow, thin: !filling };
}

/** Whether the remote's tip is known. A commit made here is here whole: the answer to its push was lost. */
async function isHere<Row>(repository: Repository<Row>, { remoteHead }: RepositoryRecord, tip: Oid): Promise<boolean> {
  return tip === remoteHead || repository.objects.isMadeHere(tip);
}

/**
 * What the clone lacks of its branch, asked for by the branch's name, which saves the way there and back that asks for its
 * tip. Undefined where the remote is not known to be able to, or refuses: asked in full, it says why.
 */
async function receiveByName<Row>(
  repository: Repository<Row>,
  connection: Connection,
  record: RepositoryRecord,
): Promise<ReceivedBranch<Row> | undefined> {
  const { capabilities } = repository;
  const { branch, remoteHead: known, filling } = record;
  if (known === null || capabilities?.has('fetch', 'ref-in-want') !== true) return undefined;
  let tip: Oid | undefined;
  try {
    const got = await receive(repository, connection, {
      ...sinceKnown(record, known),
      wants: [],
      wantRefs: [`refs/heads/${branch}`],
      capabilities,
      onWantedRef: (_name, oid) => {
        tip = oid;
      },
    });
    const isNew = tip !== undefined && !(await isHere(repository, record, tip));
    if (!isNew) await got.giveUp();
    if (tip === undefined) return undefined;
    return { branch, tip, got: isNew ? got : undefined, filling, protocol: 2 };
  } catch (error) {
    repository.capabilities = undefined;
    if (!isRefused(error)) throw error;
    return undefined;
  }
}

/**
 * The folders of the remote's own branch that were asked for early. Undefined where they did not come; `other` where the files
 * are on their way, but the folders broke off, or are not of the branch's tip as the remote says it: it has moved on between the two.
 */
async function receiveFolders<Row>(
  repository: Repository<Row>,
  connection: Connection,
  { early, onFolders }: { readonly early: EarlyAnswer; readonly onFolders: ReceiveBranchOptions['onFolders'] },
): Promise<
  { readonly kind: 'received'; readonly branch: ReceivedBranch<Row> } | { readonly kind: 'other' } | undefined
> {
  const folders = await early.folders;
  if (folders === undefined) return undefined;
  const { answer, capabilities } = folders;
  let tip: Oid | undefined;
  let asksFiles = false;
  const counted = { ...connection, receivedBytes: () => folders.receivedBytes() + connection.receivedBytes() };
  try {
    const got = await receive(repository, counted, {
      exchange: (sink) => receivePack(answer, sink),
      isHeld: true,
      onWantedRef(_name, oid) {
        tip = oid;
      },
      onBegun() {
        if (tip === undefined) return;
        asksFiles = true;
        onFolders?.(tip, capabilities);
      },
    });
    const branch = folders.branch ?? (await branchAt(repository, tip, early));
    if (branch === undefined || tip === undefined) {
      await got.giveUp();
      return { kind: 'other' };
    }
    return { kind: 'received', branch: { branch, tip, got, filling: true, protocol: 2 } };
  } catch (error) {
    // What goes wrong is asked again, and told then.
    if (isWireFailure(error) && error.code !== 'cancelled') return asksFiles ? { kind: 'other' } : undefined;
    throw error;
  }
}

/** The remote's own branch, where that is at `tip` as the remote says. */
async function branchAt<Row>(
  repository: Repository<Row>,
  tip: Oid | undefined,
  early: EarlyAnswer,
): Promise<string | undefined> {
  const remote = await early.remote;
  const found = remote === undefined ? undefined : branchOf(repository, remote, undefined);
  return found?.tip === tip ? found?.branch : undefined;
}

/** The tip alone, from a server that can leave out what came before it. */
export function depthOne(capabilities: ServerCapabilities): { readonly depth?: number } {
  return capabilities.has('fetch', 'shallow') ? { depth: 1 } : {};
}
