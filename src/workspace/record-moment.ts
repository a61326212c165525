import type { DraftStep } from '#drafts';
import type { WorkspaceContext } from './workspace-context.ts';

/** Keeps a step of the draft for undo and the timeline. The draft itself is stored by now: a past that can't be kept stops nobody. */
export async function recordMoment(context: WorkspaceContext, path: string, step: DraftStep): Promise<void> {
  if (step.before === step.text) return;
  try {
    await context.drafts.history.record(path, step);
  } catch (error) {
    reportError(error);
  }
}
