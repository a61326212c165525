import { GalleyError, validateRefName } from '#base';
import type { LinesAddition, Oid, RefCommit, RefsUpdate, RefsUpdateOutcome } from '../git-client.ts';
import type { KeptRef } from '../storage/index.ts';
import { addLines } from './add-lines.ts';
import { lineBytes } from './line-files.ts';
import type { Repository } from './repository.ts';
import { NewObjects, writeTree } from './write-tree.ts';

const COMMIT = 1;
const NOTES_MESSAGE = 'Notes added by Galley';

/** Changes refs beside the branch in one durable step, or not at all when one of them is not where the caller saw it. */
export async function updateRefs<Row>(repository: Repository<Row>, update: RefsUpdate): Promise<RefsUpdateOutcome> {
  const record = repository.mustGetRecord();
  const { author, commits = [], additions = [], deletions = [] } = update;
  const refs = new Map(record.refs.map((ref) => [ref.name, ref]));
  const opened = [record, ...record.others].map(({ branch }) => `refs/heads/${branch}`);
  for (const { ref, expected } of [...commits, ...deletions]) {
    checkName(ref, opened);
    const tip = refs.get(ref)?.local ?? null;
    if (tip !== expected) return { kind: 'ref-moved', ref, tip };
  }
  const created = new NewObjects(repository.scratch);
  const time = repository.parts.clock.now();
  const move = (name: string, local: Oid | null, merge: KeptRef['merge']): void => {
    refs.set(name, { merge, remote: null, ...refs.get(name), name, local });
  };
  const tips: Record<string, Oid> = {};
  for (const commit of commits) {
    const tip = await writeCommit(repository, { commit, author, time, created });
    tips[commit.ref] = tip;
    move(commit.ref, tip, 'none');
  }
  for (const { ref } of deletions) move(ref, null, 'none');
  for (const [ref, lines] of linesByRef(additions, tips)) {
    checkName(ref, opened);
    const tip = refs.get(ref)?.local ?? null;
    const root = tip === null ? null : (await repository.graph.readCommit(tip)).tree;
    const tree = await addLines(repository, { root, additions: lines, created });
    if (tree === root || tree === null) continue;
    const parents = tip === null ? [] : [tip];
    const content = await repository.writeCommit({ tree, parents, author, time, message: NOTES_MESSAGE });
    move(ref, created.add(COMMIT, content), 'lines');
  }
  await repository.update({
    record: { ...record, version: record.version + 1, refs: sortRefs(refs.values()) },
    objects: created.objects,
  });
  return { kind: 'updated', tips };
}

/** The refs as a record keeps them: those that are neither here nor on the remote are gone. */
export function sortRefs(refs: Iterable<KeptRef>): readonly KeptRef[] {
  return [...refs]
    .filter(({ local, remote }) => local !== null || remote !== null)
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

function checkName(ref: string, opened: readonly string[]): void {
  const isKind = ref.startsWith('refs/heads/') || ref.startsWith('refs/notes/');
  if (!isKind || validateRefName(ref).kind === 'rejected' || opened.includes(ref))
    throw new GalleyError('invalid-input', 'No ref of this name can be written', { data: { ref } });
}

async function writeCommit<Row>(
  repository: Repository<Row>,
  {
    commit,
    author,
    time,
    created,
  }: {
    readonly commit: RefCommit;
    readonly author: RefsUpdate['author'];
    readonly time: number;
    readonly created: NewObjects;
  },
): Promise<Oid> {
  const { onto, merged = [], changes, message } = commit;
  const root = (await repository.graph.readCommit(onto)).tree;
  const readTree = async (oid: Oid): Promise<Uint8Array> => created.get(oid) ?? repository.graph.readTree(oid);
  const tree = await writeTree({ root, changes, readTree, created });
  if (tree === root && merged.length === 0) return onto;
  const parents = [onto, ...merged];
  return created.add(COMMIT, await repository.writeCommit({ tree, parents, author, time, message }));
}

function linesByRef(
  additions: readonly LinesAddition[],
  tips: Readonly<Record<string, Oid>>,
): ReadonlyMap<string, ReadonlyMap<string, ReadonlySet<string>>> {
  const refs = new Map<string, Map<string, Set<string>>>();
  for (const { ref, key, lines } of additions) {
    const of = refs.get(ref) ?? new Map<string, Set<string>>();
    refs.set(ref, of);
    const name = typeof key === 'string' ? key : keyOfTip(key, tips);
    const known = of.get(name) ?? new Set<string>();
    for (const line of lines) if (line !== '') known.add(lineBytes(line.replaceAll('\n', ' ')));
    of.set(name, known);
  }
  return refs;
}

function keyOfTip(
  { folder, tipOf }: { readonly folder: string; readonly tipOf: string },
  tips: Readonly<Record<string, Oid>>,
): string {
  const tip = tips[tipOf];
  if (tip === undefined) throw new GalleyError('internal', 'The update makes no commit on that ref');
  return folder + tip;
}
