import { CountBadge } from './count-badge.tsx';
import type { PanelTabProps } from './panel-tab.ts';
import { useProblems } from './use-problems.ts';

/** How many problems there are. */
export function ProblemCount({ desk }: PanelTabProps) {
  return <CountBadge count={useProblems(desk).problems.length} />;
}
