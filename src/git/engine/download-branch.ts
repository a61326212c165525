import type { Oid, TransferOptions, TransferProgress } from '../git-client.ts';
import { fetchPack } from '../wire/index.ts';
import { PackIntake } from './read-pack.ts';
import { readRemoteBranch } from './remote-branch.ts';
import type { Repository } from './repository.ts';

export interface DownloadedBranch<Row> {
  readonly branch: string;
  readonly tip: Oid | null;
  /** The pack that came; undefined when there was nothing to fetch. */
  readonly packName: string | undefined;
  readonly shallow: readonly Oid[];
  readonly unshallow: readonly Oid[];
  readonly rows: ReadonlyMap<Oid, Row>;
}

/** Fetches what the clone lacks of its branch: all of the tip at depth 1 at first, later only what is new. */
export async function downloadBranch<Row>(
  repository: Repository<Row>,
  options: TransferOptions,
): Promise<DownloadedBranch<Row>> {
  const { record, transport, parts } = repository;
  let receivedBytes = 0;
  const onProgress = options.onProgress ?? (() => undefined);
  const service = transport.uploadPack({
    ...(options.signal === undefined ? {} : { signal: options.signal }),
    onBytes: (count) => {
      receivedBytes += count;
    },
  });
  onProgress({ phase: 'connecting', receivedBytes: 0, objects: 0 });
  const remote = await readRemoteBranch(service, record?.branch ?? parts.location.branch);
  if (remote === undefined) {
    // Few servers need it, so its code comes only then.
    const { downloadWithOlderProtocol } = await import('./older-protocol.ts');
    return downloadWithOlderProtocol(repository, options);
  }
  const { capabilities, branch, tip } = remote;
  const nothing = { branch, tip, packName: undefined, shallow: [], unshallow: [], rows: new Map<Oid, Row>() };
  if (tip === null || tip === record?.remoteHead || (await repository.objects.has(tip))) return nothing;
  const known = record?.remoteHead ?? null;
  const request =
    known === null ? { wants: [tip], depth: 1 } : { wants: [tip], haves: [known], shallow: record?.shallow ?? [] };
  const intake = await PackIntake.start(parts);
  const report = (phase: TransferProgress['phase']): void => {
    const { objects, totalObjects } = intake.progress;
    onProgress({ phase, receivedBytes, objects, ...(totalObjects === 0 ? {} : { totalObjects }) });
  };
  const { shallow, unshallow } = await fetchPack(service, capabilities, {
    ...request,
    sink: {
      onPack(chunk) {
        intake.append(chunk);
        report('receiving');
      },
      ...(options.signal === undefined ? {} : { signal: options.signal }),
    },
  });
  report('storing');
  const { packName, rows } = await intake.finish();
  report('reading');
  return { branch, tip, packName, shallow, unshallow, rows };
}
