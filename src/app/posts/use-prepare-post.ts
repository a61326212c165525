import { useEffect, useMemo, useRef } from 'react';
import { useServices } from '../services-context.ts';

/** Milliseconds for which the pointer rests on a row before its post is read ahead: less is passing by. */
const REST = 65;

/** What reads a post ahead when a person is about to open it: the pointer rests on it or goes down, or its link has the focus. */
export function usePreparePost(): { readonly rest: (path: string | undefined) => void; readonly leave: () => void } {
  const { workspace, clock } = useServices();
  const callOff = useRef<() => void>(undefined);
  const last = useRef<string>(undefined);
  useEffect(() => () => callOff.current?.(), []);
  return useMemo(() => {
    const leave = (): void => {
      callOff.current?.();
      last.current = undefined;
    };
    return {
      leave,
      rest(path) {
        if (path === last.current) return;
        leave();
        last.current = path;
        if (path === undefined) return;
        callOff.current = clock.schedule(() => {
          // What goes wrong is told when the post is opened.
          workspace.preparePost(path).catch(() => undefined);
        }, REST);
      },
    };
  }, [workspace, clock]);
}
