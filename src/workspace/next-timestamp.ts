import { timestampOf, type Review } from '#review';
import type { WorkspaceContext } from './workspace-context.ts';

/** Later than all that was said in the review, whatever the clocks of others showed: what comes last, counts. */
export function nextTimestamp(context: WorkspaceContext, review: Review): string {
  return timestampOf(Math.max(context.clock.now(), review.lastTime + 1000));
}
