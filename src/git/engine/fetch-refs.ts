import { GalleyError } from '#base';
import type { FetchRefsOutcome, Oid, RefPrefixes, TransferOptions } from '../git-client.ts';
import type { KeptRef } from '../storage/index.ts';
import { joinLines } from './add-lines.ts';
import { connect, download, withPack, type Connection, type Downloaded } from './download.ts';
import { findUnder } from './find-under.ts';
import { listRefsUnder, type RemoteRefs } from './list-remote-refs.ts';
import { namedTips } from './named-tips.ts';
import type { Repository } from './repository.ts';
import { fetchPackInOlderProtocol } from '../wire/index.ts';
import { sortRefs } from './update-refs.ts';
import { isWireFailure } from './wire-failure.ts';
import { NewObjects } from './write-tree.ts';

const COMMIT = 1;
/** Who joins: nobody in particular, so that the commit has no name of a person in it. */
const JOINER = { name: 'Galley', email: 'galley@localhost' };
const JOIN_MESSAGE = 'notes: Merged with the remote by cat_sort_uniq';

/** Brings refs beside the branch up to date. What waits here stays; lines are joined, and a branch keeps both tips. */
export async function fetchRefs<Row>(
  repository: Repository<Row>,
  prefixes: RefPrefixes,
  options: TransferOptions,
): Promise<FetchRefsOutcome> {
  try {
    return await repository.parts.locks.transfer(() => fetchOnce(repository, prefixes, options));
  } catch (thrown) {
    await repository.refresh();
    if (isWireFailure(thrown)) return { kind: 'failed', error: thrown };
    throw thrown;
  }
}

async function fetchOnce<Row>(
  repository: Repository<Row>,
  prefixes: RefPrefixes,
  options: TransferOptions,
): Promise<FetchRefsOutcome> {
  await repository.refresh();
  const { branch, others, refs: known } = repository.mustGetRecord();
  const opened = new Set([branch, ...others.map((other) => other.branch)].map((name) => `refs/heads/${name}`));
  const connection = connect(repository, options);
  const remote = await listRefsUnder(repository, connection, [...prefixes.lines, ...prefixes.branches]);
  const mergeOf = (name: string): KeptRef['merge'] =>
    prefixes.lines.some((prefix) => isUnder(name, prefix)) ? 'lines' : 'none';
  const isAsked = (name: string): boolean =>
    !opened.has(name) && [...prefixes.lines, ...prefixes.branches].some((prefix) => isUnder(name, prefix));
  const names = new Set([...remote.refs.keys(), ...known.map(({ name }) => name)].filter(isAsked));
  const parts: Downloaded<Row>[] = [];
  for (const merge of ['lines', 'none'] as const) {
    const wants = await missingTips(
      repository,
      remote,
      Array.from(names).filter((name) => mergeOf(name) === merge),
    );
    if (wants.length > 0) parts.push(await bring(repository, connection, { remote, wants, merge }));
  }
  return repository.exclusively(async () => {
    const record = repository.mustGetRecord();
    const packs = parts.reduce<readonly string[]>(withPack, record.packs);
    repository.objects.use(packs, parts);
    const refs = new Map(record.refs.map((ref) => [ref.name, ref]));
    const created = new NewObjects(repository.scratch);
    const moved: string[] = [];
    for (const name of names) {
      const before = refs.get(name) ?? { name, local: null, remote: null, merge: mergeOf(name) };
      const after = await settle(repository, { before, tip: remote.refs.get(name) ?? null, created });
      if (after.local !== before.local) moved.push(name);
      if (after !== before) refs.set(name, after);
    }
    const shallow = [...new Set([...record.shallow, ...parts.flatMap((part) => part.shallow)])];
    const isSame = parts.length === 0 && record.refs.every((ref) => refs.get(ref.name) === ref);
    if (isSame && refs.size === record.refs.length) return { kind: 'fetched', moved };
    await repository.update({
      record: { ...record, version: record.version + 1, packs, shallow, refs: sortRefs(refs.values()) },
      objects: [...parts.flatMap(({ objects }) => objects), ...created.objects],
    });
    return { kind: 'fetched', moved };
  });
}

/** A prefix that ends with a slash is a folder; any other one is a name. */
function isUnder(name: string, prefix: string): boolean {
  return prefix.endsWith('/') ? name.startsWith(prefix) : name === prefix;
}

/** The tips that no record names: a commit alone may be here of a step that was torn, without what is under it. */
async function missingTips<Row>(
  repository: Repository<Row>,
  { refs }: RemoteRefs,
  names: readonly string[],
): Promise<readonly Oid[]> {
  const known = new Set(namedTips(repository.mustGetRecord()));
  const tips = new Set<Oid>();
  for (const name of names) {
    const tip = refs.get(name);
    if (tip !== undefined && !(known.has(tip) && (await repository.objects.has(tip)))) tips.add(tip);
  }
  return [...tips];
}

/** Notes come whole, at first without their history, which says nothing that their lines do not; branches without their files. */
async function bring<Row>(
  repository: Repository<Row>,
  connection: Connection,
  {
    remote,
    wants,
    merge,
  }: { readonly remote: RemoteRefs; readonly wants: readonly Oid[]; readonly merge: KeptRef['merge'] },
): Promise<Downloaded<Row>> {
  const { refs, remoteHead, shallow } = repository.mustGetRecord();
  const seen = refs.filter((ref) => ref.merge === merge).flatMap((ref) => (ref.remote === null ? [] : [ref.remote]));
  const haves: Oid[] = [];
  for (const oid of new Set(merge === 'none' && remoteHead !== null ? [remoteHead, ...seen] : seen))
    if (await repository.objects.has(oid)) haves.push(oid);
  const { capabilities } = remote;
  if (capabilities === undefined) {
    const exchange = (sink: Parameters<typeof fetchPackInOlderProtocol>[1]['sink']) =>
      fetchPackInOlderProtocol((body) => repository.transport.post('git-upload-pack', body, 0, connection.options), {
        wants,
        haves,
        shallow,
        sink,
      });
    // Older servers make thin packs for all who can take them.
    return download(repository, connection, { exchange, thin: true });
  }
  const filter = merge === 'none' && capabilities.has('fetch', 'filter') ? { filter: 'blob:none' } : {};
  const depth = merge === 'lines' && haves.length === 0 && capabilities.has('fetch', 'shallow') ? { depth: 1 } : {};
  return download(repository, connection, { wants, haves, shallow, capabilities, ...filter, ...depth });
}

/** A ref after the remote was found to have it at `tip`. The same object when nothing changes. */
async function settle<Row>(
  repository: Repository<Row>,
  { before, tip, created }: { readonly before: KeptRef; readonly tip: Oid | null; readonly created: NewObjects },
): Promise<KeptRef> {
  const { local, remote, merge } = before;
  if (tip === remote) return before;
  // Nothing waits, or the remote has it already: the answer to a push was lost.
  if (local === remote || tip === local) return { ...before, local: tip, remote: tip };
  // Deleted there, and there is work here: it goes there again. Or deleted here, and there is work there: it comes back.
  if (tip === null) return { ...before, remote: null };
  if (local === null) return { ...before, local: tip, remote: tip };
  if ((await findUnder(repository, { tip, goal: local, edges: new Set() })) === 'found')
    return { ...before, local: tip, remote: tip };
  if (merge === 'none') return { ...before, remote: tip };
  const tree = await joinLines(repository, { onto: tip, other: local, created });
  if (tree === (await repository.graph.readCommit(tip)).tree) return { ...before, local: tip, remote: tip };
  const commit = await repository.writeCommit({
    tree,
    parents: [tip],
    author: JOINER,
    time: repository.parts.clock.now(),
    message: JOIN_MESSAGE,
  });
  return { ...before, local: created.add(COMMIT, commit), remote: tip };
}

/** The refs that wait to be pushed and whose tip here does not follow the one on the remote. */
export async function divergedRefs<Row>(
  repository: Repository<Row>,
  refs: readonly KeptRef[],
): Promise<readonly string[]> {
  const diverged: string[] = [];
  for (const { name, local, remote } of refs) {
    if (local === null || remote === null || local === remote) continue;
    const found = await findUnder(repository, { tip: local, goal: remote, edges: new Set() });
    if (found !== 'found') diverged.push(name);
  }
  return diverged;
}

/** What a fetch asks for to bring exactly these refs. */
export function prefixesOf(refs: readonly KeptRef[]): RefPrefixes {
  const names = (merge: KeptRef['merge']) => refs.filter((ref) => ref.merge === merge).map(({ name }) => name);
  if (refs.length === 0) throw new GalleyError('internal', 'No refs to fetch');
  return { lines: names('lines'), branches: names('none') };
}
