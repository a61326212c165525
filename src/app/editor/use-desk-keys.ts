import { isShortcut } from '#ui';
import { useEffect } from 'react';
import { appKeys } from '../shortcuts/shortcuts.ts';
import type { Desk } from './desk.ts';

/** The desk's own keys, wherever the focus is at the desk. */
export function useDeskKeys(desk: Desk): void {
  useEffect(() => {
    const handle = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.isComposing || document.querySelector('[role$=dialog]') !== null) return;
      if (isShortcut(event, appKeys.panel)) {
        event.preventDefault();
        desk.togglePanelByKey();
      } else if (isShortcut(event, appKeys.focusMode)) {
        event.preventDefault();
        desk.setFocusMode(!desk.isFocused.get());
      } else if (event.key === 'Escape' && desk.isFocused.get()) {
        event.preventDefault();
        desk.setFocusMode(false);
      }
    };
    window.addEventListener('keydown', handle);
    return () => window.removeEventListener('keydown', handle);
  }, [desk]);
}
