import { IconButton } from '#ui';
import { Minimize2 } from 'lucide-react';
import { useEffect } from 'react';
import { useStore } from '../use-store.ts';
import type { Desk } from './desk.ts';

/** While focus mode is on, hides what is around the text, and offers the way out. */
export function FocusMode({ desk }: { readonly desk: Desk }) {
  const isOn = useStore(desk.isFocused);
  const editor = useStore(desk.editor);
  const { dimOthers } = useStore(desk.preferences.state);
  useEffect(() => {
    const root = document.documentElement;
    root.toggleAttribute('data-focus-mode', isOn);
    return () => root.removeAttribute('data-focus-mode');
  }, [isOn]);
  useEffect(() => {
    editor?.dimOthers(isOn && dimOthers);
  }, [editor, isOn, dimOthers]);
  if (!isOn) return null;
  return (
    <IconButton
      name="Leave focus mode"
      onClick={() => desk.setFocusMode(false)}
      className="fixed end-3 top-3 z-20 bg-paper max-md:size-11"
    >
      <Minimize2 aria-hidden="true" />
    </IconButton>
  );
}
