import type { Attrs } from '@tiptap/pm/model';

/** Locked source that was copied in this tab, by number. */
const copied = new Map<string, { readonly place: 'block' | 'inline'; readonly attrs: Attrs }>();

/** Keeps a locked node's attributes for a later paste and returns the number to find them by. */
export function rememberLocked(attrs: Attrs, place: 'block' | 'inline'): string {
  for (const [id, kept] of copied) {
    if (kept.place === place && kept.attrs['source'] === attrs['source'] && kept.attrs['kind'] === attrs['kind'])
      return id;
  }
  const id = String(copied.size + 1);
  copied.set(id, { place, attrs });
  return id;
}

/** The attributes behind a number of this tab; false for any other, so that nothing is pasted. */
export function recallLocked(id: string | null, place: 'block' | 'inline'): Attrs | false {
  const kept = id === null ? undefined : copied.get(id);
  return kept?.place === place ? kept.attrs : false;
}

/** What another program gets when locked source is pasted there: its text. */
export function lockedText(attrs: Attrs): string {
  return String(attrs['source']);
}
