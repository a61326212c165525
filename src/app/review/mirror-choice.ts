const keyOf = (id: string): string => `galley:also-at-host:${id}`;

/** Reviews that were switched where nothing is stored: for this page's life. */
const chosen = new Map<string, number | undefined>();

/** Since when this person wants what they say in the review said at the host too, in milliseconds since 1970; undefined while they do not. */
export function mirrorSince(id: string): number | undefined {
  if (chosen.has(id)) return chosen.get(id);
  try {
    const since = Number(localStorage.getItem(keyOf(id)) ?? Number.NaN);
    return Number.isSafeInteger(since) && since > 0 ? since : undefined;
  } catch {
    return undefined;
  }
}

/** What was said before it is switched on stays where it is. */
export function chooseMirror(id: string, since: number | undefined): void {
  chosen.set(id, since);
  try {
    if (since === undefined) localStorage.removeItem(keyOf(id));
    else localStorage.setItem(keyOf(id), String(since));
  } catch {
    // A browser that stores nothing keeps the choice for this page's life.
  }
}
