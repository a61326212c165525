import type { Oid } from '../git-client.ts';
import type { RepositoryRecord } from '../storage/index.ts';

/** The commits that a record names: each came or was made in a step that was whole, so that all its folders are here too. */
export function namedTips({ head, remoteHead, outboxBase, refs, others }: RepositoryRecord): readonly Oid[] {
  const branches = [{ head, remoteHead, outboxBase }, ...others];
  return [
    ...branches.flatMap((branch) => [branch.head, branch.remoteHead, branch.outboxBase]),
    ...refs.flatMap(({ local, remote }) => [local, remote]),
  ].filter((oid) => oid !== null);
}
