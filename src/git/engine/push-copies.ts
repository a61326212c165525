import { GalleyError } from '#base';
import type { Oid, PushRefsOutcome, RefCopies, TransferOptions } from '../git-client.ts';
import type { KeptRef } from '../storage/index.ts';
import { findUnder } from './find-under.ts';
import { objectsToSend } from './objects-to-send.ts';
import { MOVED } from './push.ts';
import { readAdvertisement } from './read-advertisement.ts';
import type { Repository } from './repository.ts';
import { NO_OID, sendChanges } from './send-pack.ts';
import { isWireFailure } from './wire-failure.ts';

/**
 * Pushes branches to the person's own copy of the repository. What it has there already is not sent again, and a branch that does not
 * follow the copy's is not sent at all. The refs stay as they are here and on the remote; each remembers what the copy has of it.
 */
export async function pushCopies<Row>(
  repository: Repository<Row>,
  { to, names }: RefCopies,
  options: TransferOptions,
): Promise<PushRefsOutcome> {
  try {
    await repository.refresh();
    const transport = repository.transport.beside(to);
    const request = options.signal === undefined ? {} : { signal: options.signal };
    const { refs: tips, capabilities } = await readAdvertisement(transport, 'git-receive-pack', request);
    // A host that is still filling it would take a branch that nothing is under.
    if (tips.size === 0) throw new GalleyError('not-found', 'The copy has no branch yet');
    const refs = repository.mustGetRecord().refs.filter((ref) => names.includes(ref.name) && ref.local !== null);
    const there = refs.filter(({ name, local }) => tips.get(name) === local);
    const waiting = refs.filter((ref) => !there.includes(ref));
    const diverged = await divergedFrom(repository, waiting, tips);
    const sending = waiting.filter(({ name }) => !diverged.includes(name));
    await markCopied(repository, there, to.url);
    if (sending.length > 0) {
      const locals = sending.flatMap(({ local }) => (local === null ? [] : [local]));
      const { outcomes } = await sendChanges(
        transport,
        {
          changes: sending.map(({ name, local }) => ({
            ref: name,
            old: tips.get(name) ?? NO_OID,
            new: local ?? NO_OID,
          })),
          objects: await objectsToSend(repository, locals, new Set(tips.values())),
          capabilities,
        },
        request,
      );
      await markCopied(
        repository,
        sending.filter(({ name }) => outcomes.get(name)?.kind === 'taken'),
        to.url,
      );
      for (const { name } of sending) {
        const outcome = outcomes.get(name);
        if (outcome === undefined) throw new GalleyError('cut-off', 'The copy did not say whether it took the push');
        if (outcome.kind === 'taken') continue;
        if (MOVED.test(outcome.reason)) diverged.push(name);
        else return { kind: 'refused', refs: [name], reason: `${outcome.reason}\n${outcome.words}`.trim() };
      }
    }
    if (diverged.length > 0) return { kind: 'remote-moved', refs: diverged };
    return { kind: sending.length === 0 ? 'nothing-to-push' : 'pushed' };
  } catch (thrown) {
    if (isWireFailure(thrown)) return { kind: 'failed', error: thrown };
    throw thrown;
  }
}

/** The names of those that have something in the copy that is not under what is here. */
async function divergedFrom<Row>(
  repository: Repository<Row>,
  refs: readonly KeptRef[],
  tips: ReadonlyMap<string, Oid>,
): Promise<string[]> {
  const diverged: string[] = [];
  for (const { name, local } of refs) {
    const tip = tips.get(name);
    if (tip === undefined || local === null) continue;
    if ((await findUnder(repository, { tip: local, goal: tip, edges: new Set() })) !== 'found') diverged.push(name);
  }
  return diverged;
}

async function markCopied<Row>(repository: Repository<Row>, copied: readonly KeptRef[], url: string): Promise<void> {
  if (copied.length === 0) return;
  await repository.exclusively(async () => {
    const record = repository.mustGetRecord();
    const refs = record.refs.map((ref) => {
      const tip = copied.find(({ name }) => name === ref.name)?.local ?? null;
      return tip === null ? ref : { ...ref, copy: { url, tip } };
    });
    await repository.update({ record: { ...record, version: record.version + 1, refs } });
  });
}
