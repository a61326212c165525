/** Orders posts by title in the language `locale`, numbers by value, then by path. Returns a new list. */
export function sortPosts<Row extends { readonly title: string; readonly path: string }>(
  rows: readonly Row[],
  locale?: string,
): readonly Row[] {
  const collator = new Intl.Collator(locale, { numeric: true, sensitivity: 'base' });
  return rows.toSorted((one, other) => collator.compare(one.title, other.title) || (one.path < other.path ? -1 : 1));
}
