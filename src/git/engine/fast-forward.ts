import type { CommitOutcome, Oid } from '../git-client.ts';
import { changesAlong, walkTo } from './changes-along.ts';
import { findUnder } from './find-under.ts';
import { relist } from './list-branch.ts';
import type { Repository } from './repository.ts';

/** Moves the branch here to `to`, which must be a line of commits on its head; they wait in the outbox. */
export async function fastForward<Row>(repository: Repository<Row>, to: Oid): Promise<CommitOutcome> {
  const record = repository.mustGetRecord();
  const { head } = record;
  if (head === to) return { kind: 'nothing-to-commit' };
  if (head === null || (await findUnder(repository, { tip: to, goal: head, edges: new Set() })) !== 'found')
    return { kind: 'head-moved', head };
  const path = await walkTo(repository, to, new Set([head]));
  // The outbox is what is found by first parents; a head that is reached by another one would never be found.
  if (path.reached !== head) return { kind: 'head-moved', head };
  const listing = await relist(repository, to, {
    lastChanges: (paths) => changesAlong(repository, path.commits, paths),
  });
  await repository.update({ record: { ...record, version: record.version + 1, head: to }, listing });
  return { kind: 'committed', commit: to };
}
