import type { Oid, PushOutcome, TransferOptions } from '../git-client.ts';
import type { Repository } from './repository.ts';
import { objectsToSend } from './objects-to-send.ts';
import { readAdvertisement } from './read-advertisement.ts';
import { NO_OID, sendPack } from './send-pack.ts';
import { isWireFailure } from './wire-failure.ts';

/** What git servers say when the ref is not where the push expects it. */
export const MOVED =
  /non-fast-forward|fetch first|stale info|cannot lock ref|failed to (?:update ref|lock)|invalid old id|reference already exists|is at [0-9a-f]+ but expected|changed by another/i;

/**
 * Pushes the outbox. The remote is asked first where its branch is: there already, and an earlier push was taken though
 * its answer was lost; elsewhere, and nothing is sent.
 */
export async function push<Row>(repository: Repository<Row>, options: TransferOptions): Promise<PushOutcome> {
  await repository.refresh();
  const { branch, head, remoteHead } = repository.mustGetRecord();
  const outbox = await repository.outbox();
  if (head === null || outbox.length === 0) return { kind: 'nothing-to-push' };
  const ref = `refs/heads/${branch}`;
  const request = options.signal === undefined ? {} : { signal: options.signal };
  try {
    const remote = await readAdvertisement(repository.transport, 'git-receive-pack', request);
    const tip = remote.refs.get(ref) ?? null;
    if (tip === head) return await markPublished(repository, head, '');
    if (tip !== remoteHead || remoteHead !== repository.mustGetRecord().outboxBase) return { kind: 'remote-moved' };
    const objects = await objectsToSend(repository, [head], new Set(remoteHead === null ? [] : [remoteHead]));
    const sent = await sendPack(
      repository.transport,
      {
        ref,
        old: remoteHead ?? NO_OID,
        new: head,
        objects,
        capabilities: remote.capabilities,
      },
      request,
    );
    if (sent.kind === 'taken') return await markPublished(repository, head, sent.words);
    if (MOVED.test(sent.reason)) return { kind: 'remote-moved' };
    return { kind: 'refused', reason: sent.words === '' ? sent.reason : `${sent.reason}\n${sent.words}` };
  } catch (thrown) {
    if (isWireFailure(thrown)) return { kind: 'failed', error: thrown };
    throw thrown;
  }
}

/** `head` is on the remote now. Commits made here meanwhile stay in the outbox. */
async function markPublished<Row>(repository: Repository<Row>, head: Oid, words: string): Promise<PushOutcome> {
  await repository.exclusively(async () => {
    const record = repository.mustGetRecord();
    const outbox = await repository.outbox();
    // Another tab may have learnt it first, or have put the outbox on top of something else: the next fetch tells.
    if (!outbox.some(({ oid }) => oid === head)) return;
    await repository.update({ record: { ...record, version: record.version + 1, remoteHead: head, outboxBase: head } });
  });
  return { kind: 'published', head, ...(words === '' ? {} : { notice: words }) };
}
