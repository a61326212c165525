import { useEffect } from 'react';
import { useServices } from '../services-context.ts';
import type { PostSession } from './post-session.ts';

/**
 * Saves the session whenever the person leaves: the tab is hidden or closed, or another screen comes. Warns before the
 * tab closes while something could not be stored. Takes over what others publish while nothing is unsaved here.
 */
export function useSessionSafety(session: PostSession): void {
  const { workspace, leftSessions } = useServices();
  useEffect(() => {
    const save = (): void => {
      session.flush().catch((error: unknown) => reportError(error));
    };
    const saveWhenHidden = (): void => {
      if (document.visibilityState === 'hidden') save();
    };
    const warn = (event: BeforeUnloadEvent): void => {
      if (!session.isUnsaved) return;
      save();
      event.preventDefault();
    };
    const saveByKey = (event: KeyboardEvent): void => {
      if (event.key.toLowerCase() !== 's' || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey)
        return;
      event.preventDefault();
      save();
    };
    const unsubscribe = workspace.subscribe((event) => {
      const isOurs = event.kind === 'repository' || (event.kind === 'draft' && event.path === session.path);
      if (isOurs) session.refresh().catch((error: unknown) => reportError(error));
    });
    leftSessions.enter(session);
    window.addEventListener('pagehide', save);
    window.addEventListener('beforeunload', warn);
    window.addEventListener('keydown', saveByKey);
    document.addEventListener('visibilitychange', saveWhenHidden);
    return () => {
      unsubscribe();
      window.removeEventListener('pagehide', save);
      window.removeEventListener('beforeunload', warn);
      window.removeEventListener('keydown', saveByKey);
      document.removeEventListener('visibilitychange', saveWhenHidden);
      leftSessions.leave(session);
    };
  }, [session, workspace, leftSessions]);
}
