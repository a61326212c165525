import type { CommitOutcome, Oid, PlannedCommit } from '../git-client.ts';
import { changesAlong, walkTo } from './changes-along.ts';
import { findUnder } from './find-under.ts';
import type { LastChange, ReadLastChanges } from './listing.ts';
import { relist } from './list-branch.ts';
import type { Repository } from './repository.ts';
import { NewObjects, writeTree } from './write-tree.ts';
import { summarise } from './summarise.ts';

const COMMIT = 1;
const BLOB = 3;

export interface CommitPlan {
  readonly onto: Oid | null;
  readonly commits: readonly PlannedCommit[];
  /** True when `onto` is the remote's tip, and the commits take the place of the outbox. */
  readonly replace?: boolean;
}

/** Makes commits on top of `onto` and moves the branch to the last, in one durable step. A commit that changes nothing is left out. */
export async function buildCommits<Row>(repository: Repository<Row>, plan: CommitPlan): Promise<CommitOutcome> {
  const before = repository.mustGetRecord();
  const created = new NewObjects(repository.scratch);
  const readTree = async (oid: Oid): Promise<Uint8Array> => created.get(oid) ?? repository.graph.readTree(oid);
  const ours = new Map<string, LastChange>();
  let head = plan.onto;
  let root = head === null ? null : (await repository.graph.readCommit(head)).tree;
  for (const { changes, message, author, time, merged = [] } of plan.commits) {
    const tree = await writeTree({ root, changes, readTree, created });
    const others = await notUnder(repository, merged, plan.onto);
    if (others.length === 0 && (tree === root || (root === null && changes.length === 0))) continue;
    const parents = head === null ? others : [head, ...others];
    head = created.add(COMMIT, await repository.writeCommit({ tree, parents, author, time, message }));
    root = tree;
    for (const { path } of changes) ours.set(path, { time, author: author.name });
  }
  const base = plan.replace === true ? plan.onto : before.outboxBase;
  if (head === before.head && base === before.outboxBase) return { kind: 'nothing-to-commit' };
  const record = {
    ...before,
    version: before.version + 1,
    head,
    outboxBase: base,
  };
  const rows = new Map<Oid, Row>();
  for (const { type, oid, content } of created.objects)
    if (type === BLOB) rows.set(oid, await summarise(repository.parts.rows, content));
  const lastChanges: ReadLastChanges = async (paths) =>
    new Map([...(await othersChanges(repository, plan, paths)), ...ours]);
  const listing = await relist(repository, head, { root, lastChanges, rows, readTree });
  await repository.update({ record, objects: created.objects, listing });
  return head === null || head === plan.onto ? { kind: 'nothing-to-commit' } : { kind: 'committed', commit: head };
}

/** Those of the merged commits that are not part of the history under `tip` yet. */
async function notUnder<Row>(
  repository: Repository<Row>,
  merged: readonly Oid[],
  tip: Oid | null,
): Promise<readonly Oid[]> {
  const others: Oid[] = [];
  for (const goal of merged)
    if (tip === null || (await findUnder(repository, { tip, goal, edges: new Set() })) !== 'found') others.push(goal);
  return others;
}

/** Who last changed each of `paths` on the remote since the outbox was begun, when it is put on top of that. */
async function othersChanges<Row>(
  repository: Repository<Row>,
  { onto, replace }: CommitPlan,
  paths: ReadonlySet<string>,
): Promise<ReadonlyMap<string, LastChange>> {
  const { outboxBase } = repository.mustGetRecord();
  if (replace !== true || onto === null || onto === outboxBase) return new Map();
  const path = await walkTo(repository, onto, new Set([outboxBase]));
  return changesAlong(repository, path.commits, paths);
}
