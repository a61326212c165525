import { isShortcut } from '#ui';
import { useEffect } from 'react';
import { appKeys } from '../shortcuts/app-keys.ts';
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
      }
    };
    // The text takes every Esc for itself, so this looks before it; an open menu or dialog goes first.
    const leave = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape' || event.isComposing || !desk.isFocused.get()) return;
      if (document.querySelector('[role$=dialog], [role=menu], [role=listbox]') === null) desk.setFocusMode(false);
    };
    window.addEventListener('keydown', handle);
    window.addEventListener('keydown', leave, { capture: true });
    return () => {
      window.removeEventListener('keydown', handle);
      window.removeEventListener('keydown', leave, { capture: true });
    };
  }, [desk]);
}
