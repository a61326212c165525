import type { Draft } from '#drafts';
import type { WorkspaceContext } from './workspace-context.ts';

/** Ends a draft while it has this text. False where another tab has written in it since: that stays. */
export async function endDraftIfSame(
  { drafts }: Pick<WorkspaceContext, 'drafts'>,
  { path, text }: Pick<Draft, 'path' | 'text'>,
): Promise<boolean> {
  let isEnded = true;
  await drafts.update(path, (now) => {
    isEnded = now === undefined || now.text === text;
    return isEnded || now === undefined ? null : now;
  });
  return isEnded;
}
