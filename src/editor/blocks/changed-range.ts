import type { Transaction } from '@tiptap/pm/state';

/** From the first to the last place that a transaction changed, in the document it made; undefined where it replaced nothing. */
export function changedRange(tr: Transaction): { readonly from: number; readonly to: number } | undefined {
  let [from, to] = [Infinity, -Infinity];
  tr.mapping.maps.forEach((map, index) => {
    const later = tr.mapping.slice(index + 1);
    map.forEach((_oldFrom, _oldTo, newFrom, newTo) => {
      from = Math.min(from, later.map(newFrom, -1));
      to = Math.max(to, later.map(newTo, 1));
    });
  });
  return from > to ? undefined : { from, to: Math.min(to, tr.doc.content.size) };
}
