import { useSyncExternalStore } from 'react';

const query = '(min-width: 64rem)';

/** Whether there is room for the text and a panel side by side. */
export function isWideScreen(): boolean {
  return window.matchMedia(query).matches;
}

/** The same, followed. */
export function useWideScreen(): boolean {
  return useSyncExternalStore(follow, isWideScreen);
}

function follow(onChange: () => void): () => void {
  const media = window.matchMedia(query);
  media.addEventListener('change', onChange);
  return () => media.removeEventListener('change', onChange);
}
