/** How many words one text has that the other had not, and the other way round, around the one stretch by which they differ. */
export function wordsChanged(before: string, after: string): { readonly added: number; readonly removed: number } {
  const [old, fresh] = [wordsOf(before), wordsOf(after)];
  const shorter = Math.min(old.length, fresh.length);
  let head = 0;
  while (head < shorter && old[head] === fresh[head]) head += 1;
  let tail = 0;
  while (tail < shorter - head && old.at(-1 - tail) === fresh.at(-1 - tail)) tail += 1;
  return { added: fresh.length - head - tail, removed: old.length - head - tail };
}

function wordsOf(text: string): readonly string[] {
  return text.split(/\s+/).filter((word) => word !== '');
}
