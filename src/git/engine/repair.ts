import { GalleyError } from '#base';
import type { Oid, TransferOptions } from '../git-client.ts';
import { HASH_SIZE, toHex } from '../hex.ts';
import { endsWithItsSum } from '../pack/index.ts';
import type { BranchRecord, KeptRef, RepositoryStore } from '../storage/index.ts';
import { readCapabilities } from '../wire/index.ts';
import { depthOne } from './download-branch.ts';
import { connect, download, withPack } from './download.ts';
import { keepWhole, listCommit } from './listing.ts';
import { listingInput } from './list-branch.ts';
import type { Repository } from './repository.ts';

const READ_AT_ONCE = 8 << 20;

/** True for an error that says that something kept in this browser is damaged or gone. */
export function isDamage(error: unknown): error is GalleyError {
  return error instanceof GalleyError && error.code === 'corrupt' && error.data['kept'] !== undefined;
}

/**
 * Heals a clone whose packs the browser lost or damaged: those that are not whole are given up, and what the branch and the
 * outbox stand on is fetched again; files then come as after a clone. What was made here is in no pack, and stays. Throws
 * what the wire throws; then everything is as it was.
 */
export async function repair<Row>(repository: Repository<Row>, options: TransferOptions = {}): Promise<void> {
  await repository.parts.locks.transfer(async () => {
    const { packs, remoteHead, outboxBase, head, refs, others } = repository.mustGetRecord();
    const whole: string[] = [];
    for (const name of packs) if (await isWhole(repository.parts.store, name)) whole.push(name);
    const wants = [...new Set([remoteHead, outboxBase].filter((oid): oid is Oid => oid !== null))];
    if (wants.length === 0) return;
    const connection = connect(repository, options);
    repository.capabilities ??= await readCapabilities(connection.service);
    const { capabilities } = repository;
    if (capabilities === undefined) {
      await repairByTip(repository, { whole, wants, isOutboxEmpty: head === outboxBase }, options);
      return;
    }
    const filling = capabilities.has('fetch', 'filter');
    const bring = (oids: readonly Oid[]) =>
      download(repository, connection, {
        wants: oids,
        ...depthOne(capabilities),
        capabilities,
        ...(filling ? { filter: 'blob:none' } : {}),
      });
    // What waits on other refs and branches stands on their tips; one that was deleted meanwhile must not keep the rest from healing.
    const under = [
      ...refs.flatMap(({ local, remote }) => (local === remote || remote === null ? [] : [remote])),
      ...others.flatMap((other) => [other.remoteHead, other.outboxBase].filter((oid): oid is Oid => oid !== null)),
    ];
    const got = await bring([...new Set([...wants, ...under])]).catch((error: unknown) => {
      if (under.length === 0 || !(error instanceof GalleyError) || error.code !== 'server-error') throw error;
      return bring(wants);
    });
    await repository.exclusively(async () => {
      const record = repository.mustGetRecord();
      repository.reopen();
      const left = withPack(whole, got);
      repository.objects.use(left, [got]);
      await repository.update({
        record: {
          ...record,
          version: record.version + 1,
          packs: left,
          shallow: [...new Set([...record.shallow, ...got.shallow])],
          filling,
          refs: waitingOnly(record.refs),
          others: await stillHere(repository, record.others, filling),
        },
        objects: got.objects,
      });
    });
  });
}

interface Damage {
  readonly whole: readonly string[];
  readonly wants: readonly Oid[];
  readonly isOutboxEmpty: boolean;
}

/** From a server that gives nothing but the tips of branches. Throws `unsupported` when the outbox stands on another commit. */
async function repairByTip<Row>(
  repository: Repository<Row>,
  { whole, wants, isOutboxEmpty }: Damage,
  options: TransferOptions,
): Promise<void> {
  const { downloadWithOlderProtocol } = await import('./older-protocol.ts');
  const { tip, got } = await downloadWithOlderProtocol(repository, options, { asked: 'always' });
  const isSame = wants.every((oid) => oid === tip);
  if (tip === null || got === undefined || !(isSame || isOutboxEmpty))
    throw new GalleyError('unsupported', 'The server is too old to give the commit that is missing here');
  await repository.exclusively(async () => {
    const record = repository.mustGetRecord();
    repository.reopen();
    const packs = withPack(whole, got);
    repository.objects.use(packs, [got]);
    const moved = isSame ? {} : { listing: keepWhole(await listCommit(await listingInput(repository, tip, got))) };
    await repository.update({
      record: {
        ...record,
        ...(isSame ? {} : { head: tip, outboxBase: tip }),
        remoteHead: tip,
        version: record.version + 1,
        packs,
        shallow: [...new Set([...record.shallow, tip])],
        filling: false,
        refs: waitingOnly(record.refs),
        others: await stillHere(repository, record.others, false),
      },
      objects: got.objects,
      ...moved,
    });
  });
}

/** The refs beside the branch that have something made here; all others are fetched again. */
function waitingOnly(refs: readonly KeptRef[]): readonly KeptRef[] {
  return refs.filter(({ local, remote }) => local !== remote);
}

/** The other branches, without those of which nothing is here any more: they are fetched again when they are opened. */
async function stillHere<Row>(
  repository: Repository<Row>,
  others: readonly BranchRecord[],
  filling: boolean,
): Promise<readonly BranchRecord[]> {
  const kept: BranchRecord[] = [];
  for (const other of others) {
    const isHere = other.head === null || (await repository.objects.has(other.head));
    if (isHere || other.head !== other.outboxBase) kept.push({ ...other, filling });
  }
  return kept;
}

/** Whether a pack and its index are there with the bytes that they were written with. */
async function isWhole(store: RepositoryStore, name: string): Promise<boolean> {
  try {
    const pack = await store.openPack(name);
    const { index, size } = pack;
    const body = new Uint8Array(size);
    for (let at = 0; at < size; at += READ_AT_ONCE)
      body.set(await pack.read(at, Math.min(at + READ_AT_ONCE, size)), at);
    const isIndexOfIt = toHex(index.slice(-2 * HASH_SIZE, -HASH_SIZE)) === toHex(body.slice(-HASH_SIZE));
    return isIndexOfIt && (await endsWithItsSum(body)) && (await endsWithItsSum(index));
  } catch (error) {
    if (error instanceof GalleyError && error.code === 'corrupt') return false;
    throw error;
  }
}
