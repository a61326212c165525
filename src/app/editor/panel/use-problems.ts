import type { Problem } from '#editor';
import { useStore } from '../../use-store.ts';
import type { Desk } from '../desk.ts';

export interface FoundProblems {
  readonly problems: readonly Problem[];
  /** Why none can be looked for, in words; null where they are. */
  readonly unchecked: string | null;
}

/** The problems of the rich text, or of the source where that is shown alone. */
export function useProblems(desk: Desk): FoundProblems {
  const { document } = useStore(desk.live.state);
  const ofDocument = useStore(desk.problems.problems);
  const inspection = useStore(desk.inspector.state);
  if (document !== null) return { problems: ofDocument, unchecked: null };
  return { problems: inspection?.problems ?? [], unchecked: inspection?.unchecked ?? null };
}
