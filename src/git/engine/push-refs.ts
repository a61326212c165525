import { GalleyError } from '#base';
import type { Oid, PushRefsOutcome, TransferOptions } from '../git-client.ts';
import type { KeptRef } from '../storage/index.ts';
import { divergedRefs, fetchRefs, prefixesOf } from './fetch-refs.ts';
import { objectsToSend } from './objects-to-send.ts';
import { MOVED } from './push.ts';
import { readAdvertisement } from './read-advertisement.ts';
import type { Repository } from './repository.ts';
import { NO_OID, sendChanges, type SendPackOutcome } from './send-pack.ts';
import { sortRefs } from './update-refs.ts';
import { isWireFailure } from './wire-failure.ts';

/** How often lines that others pushed meanwhile are joined and the push tried again: each time someone else got through. */
const RACES = 1000;
/** What servers say of refs that were well, but went down with another of the same request. */
const WITH_OTHERS = /atomic/i;

/**
 * Pushes what waits of the refs beside the branch, in one request that the remote takes whole or not at all where it can. The
 * remote is asked first where they are: there already, and an earlier push was taken though its answer was lost.
 */
export async function pushRefs<Row>(
  repository: Repository<Row>,
  names: readonly string[] | undefined,
  options: TransferOptions,
): Promise<PushRefsOutcome> {
  try {
    for (let race = 0; race < RACES; race += 1) {
      const outcome = await pushOnce(repository, names, options);
      if (outcome !== 'again') return outcome;
    }
    const error = new GalleyError('server-error', 'Other people push faster than this push gets through');
    return { kind: 'failed', error };
  } catch (thrown) {
    if (isWireFailure(thrown)) return { kind: 'failed', error: thrown };
    throw thrown;
  }
}

async function pushOnce<Row>(
  repository: Repository<Row>,
  names: readonly string[] | undefined,
  options: TransferOptions,
): Promise<PushRefsOutcome | 'again'> {
  await repository.refresh();
  const all = waitingRefs(repository, names);
  const diverged = await divergedRefs(repository, all);
  const waiting = all.filter(({ name }) => !diverged.includes(name));
  const settled = (outcome: PushRefsOutcome): PushRefsOutcome =>
    diverged.length === 0 ? outcome : { kind: 'remote-moved', refs: diverged };
  if (waiting.length === 0) return settled({ kind: 'nothing-to-push' });
  const request = options.signal === undefined ? {} : { signal: options.signal };
  const advertised = await readAdvertisement(repository.transport, 'git-receive-pack', request);
  const tipOf = ({ name }: KeptRef): Oid | null => advertised.refs.get(name) ?? null;
  const there = waiting.filter((ref) => tipOf(ref) === ref.local);
  const moved = waiting.filter((ref) => tipOf(ref) !== ref.local && tipOf(ref) !== ref.remote);
  await markPushed(repository, there);
  // What the remote hides it does not list either; then only the push itself can tell.
  if (moved.some((ref) => tipOf(ref) !== null || ref.remote !== null)) {
    const fetched = await fetchRefs(repository, prefixesOf(moved), options);
    if (fetched.kind === 'failed') return fetched;
    return 'again';
  }
  const sending = waiting.filter((ref) => !there.includes(ref));
  if (sending.length === 0) return settled({ kind: 'pushed' });
  const { outcomes } = await sendChanges(
    repository.transport,
    {
      changes: sending.map(({ name, local, remote }) => ({ ref: name, old: remote ?? NO_OID, new: local ?? NO_OID })),
      objects: await objectsOf(repository, sending),
      capabilities: advertised.capabilities,
    },
    request,
  );
  const taken = sending.filter(({ name }) => outcomes.get(name)?.kind === 'taken');
  await markPushed(repository, taken);
  const refused = sending.filter((ref) => !taken.includes(ref));
  if (refused.length > 0) return refusal(refused, outcomes);
  const words = [...outcomes.values()].find((outcome) => outcome.words !== '')?.words ?? '';
  return settled({ kind: 'pushed', ...(words === '' ? {} : { notice: words }) });
}

function waitingRefs<Row>(repository: Repository<Row>, names: readonly string[] | undefined): readonly KeptRef[] {
  const { refs } = repository.mustGetRecord();
  return refs.filter(({ name, local, remote }) => local !== remote && names?.includes(name) !== false);
}

async function objectsOf<Row>(repository: Repository<Row>, sending: readonly KeptRef[]) {
  const { refs, remoteHead } = repository.mustGetRecord();
  const known = new Set([remoteHead, ...refs.map(({ remote }) => remote)].filter((oid): oid is Oid => oid !== null));
  const tips = sending.flatMap(({ local }) => (local === null ? [] : [local]));
  return objectsToSend(repository, tips, known);
}

function refusal(
  refused: readonly KeptRef[],
  outcomes: ReadonlyMap<string, SendPackOutcome>,
): PushRefsOutcome | 'again' {
  const reasons = refused.flatMap(({ name }) => {
    const outcome = outcomes.get(name);
    return outcome?.kind === 'refused' ? [{ name, reason: outcome.reason, words: outcome.words }] : [];
  });
  const [first] = reasons;
  if (first === undefined) throw new GalleyError('cut-off', 'The remote did not say whether it took the push');
  const causes = reasons.filter(({ reason }) => !WITH_OTHERS.test(reason));
  const said = causes.length === 0 ? reasons : causes;
  if (said.every(({ reason }) => MOVED.test(reason))) return 'again';
  const cause = said.find(({ reason }) => !MOVED.test(reason)) ?? first;
  return {
    kind: 'refused',
    refs: said.filter(({ reason }) => !MOVED.test(reason)).map(({ name }) => name),
    reason: cause.words === '' ? cause.reason : `${cause.reason}\n${cause.words}`,
  };
}

/** The remote has these refs as they were when they were sent. What was made here meanwhile waits. */
async function markPushed<Row>(repository: Repository<Row>, pushed: readonly KeptRef[]): Promise<void> {
  if (pushed.length === 0) return;
  await repository.exclusively(async () => {
    const record = repository.mustGetRecord();
    const refs = record.refs.map((ref) => {
      const sent = pushed.find(({ name }) => name === ref.name);
      // Another tab may have learnt it first, and more.
      return sent === undefined || ref.remote !== sent.remote ? ref : { ...ref, remote: sent.local };
    });
    await repository.update({ record: { ...record, version: record.version + 1, refs: sortRefs(refs) } });
  });
}
