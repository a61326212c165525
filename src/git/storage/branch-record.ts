import type { Oid } from '../git-client.ts';
import type { RepositoryRecord } from './repository-store.ts';

/** What a repository keeps of one of its branches. */
export interface BranchRecord {
  readonly branch: string;
  /** The branch's tip here. */
  readonly head: Oid | null;
  /** The branch's tip on the remote as last seen. */
  readonly remoteHead: Oid | null;
  /** What the outbox starts from. */
  readonly outboxBase: Oid | null;
  /** True while files of the branch are still on the remote only. */
  readonly filling: boolean;
}

/** The same record with `branch` as the one that it speaks of, and the one before among the others; undefined when it does not have that branch. */
export function recordOf(record: RepositoryRecord, branch: string): RepositoryRecord | undefined {
  if (record.branch === branch) return record;
  const wanted = record.others.find((other) => other.branch === branch);
  if (wanted === undefined) return undefined;
  const { branch: name, head, remoteHead, outboxBase, filling } = record;
  const others = record.others.filter((other) => other !== wanted);
  return { ...record, ...wanted, others: [...others, { branch: name, head, remoteHead, outboxBase, filling }] };
}
