import { useStore } from '../../use-store.ts';
import { CountBadge } from './count-badge.tsx';
import type { PanelTabProps } from './panel-tab.ts';

/** How many problems there are. */
export function ProblemCount({ desk }: PanelTabProps) {
  return <CountBadge count={useStore(desk.problems.problems).length} />;
}
