import type { Oid } from '../git-client.ts';
import type { Repository } from './repository.ts';

/** Commits looked at before the answer is `unknown`. */
const MOST_COMMITS = 20_000;

export interface FindUnderInput {
  readonly tip: Oid;
  readonly goal: Oid;
  /** Commits whose parents the last fetch left out: the goal may lie behind them. */
  readonly edges: ReadonlySet<Oid>;
}

/** Whether `goal` is `tip` or one of its ancestors, by any parent; `unknown` where the history here does not tell. */
export async function findUnder<Row>(
  repository: Repository<Row>,
  { tip, goal, edges }: FindUnderInput,
): Promise<'found' | 'absent' | 'unknown'> {
  const seen = new Set<Oid>([tip]);
  let isKnown = true;
  for (const oid of seen) {
    if (oid === goal) return 'found';
    if (seen.size > MOST_COMMITS) return 'unknown';
    const commit = await repository.graph.findCommit(oid);
    if (commit === undefined) continue;
    if (edges.has(oid)) isKnown = false;
    for (const parent of commit.parents) seen.add(parent);
  }
  return isKnown ? 'absent' : 'unknown';
}
