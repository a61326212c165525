const isMac = /Mac|iP(?:hone|ad)/.test(globalThis.navigator?.userAgent ?? '');

/** A shortcut such as "Ctrl+Shift+P" as it is written on this person's keyboard. */
export function shortcutLabel(keys: string): string {
  return isMac ? keys.replace('Ctrl', '⌘').replace('Alt', '⌥').replace('Shift', '⇧') : keys;
}

/** The same as `aria-keyshortcuts` wants it. */
export function ariaShortcut(keys: string): string {
  return keys.replace('Ctrl', isMac ? 'Meta' : 'Control');
}

/** Whether a key press is the shortcut. "Ctrl" is ⌘ on a Mac; letters count as they stand on the keyboard's own layout. */
export function isShortcut(event: KeyboardEvent, keys: string): boolean {
  const parts = keys.split('+');
  const key = parts.at(-1) ?? '';
  const has = (name: string): boolean => parts.includes(name);
  const command = isMac ? event.metaKey && !event.ctrlKey : event.ctrlKey && !event.metaKey;
  if (has('Ctrl') ? !command : event.ctrlKey || event.metaKey) return false;
  if (has('Alt') !== event.altKey || has('Shift') !== event.shiftKey) return false;
  // With Alt a Mac types another character for the key.
  return event.key.toLowerCase() === key.toLowerCase() || (event.altKey && event.code === `Key${key}`);
}
