import { useEffect, useRef, type RefObject } from 'react';

/** Focuses the input inside the returned element when "/" is pressed outside of any field. */
export function useSlashKey(): RefObject<HTMLDivElement | null> {
  const frame = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const focusInput = (event: KeyboardEvent): void => {
      if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      const input = frame.current?.querySelector('input');
      if (input === null || input === undefined) return;
      event.preventDefault();
      input.focus();
      input.select();
    };
    document.addEventListener('keydown', focusInput);
    return () => document.removeEventListener('keydown', focusInput);
  }, []);
  return frame;
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof Element && target.closest('input, textarea, select, [contenteditable], [role=dialog]') !== null
  );
}
