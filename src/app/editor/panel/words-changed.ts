/** How many words came and went from one text to the other. A word that only moved did neither. */
export function wordsChanged(before: string, after: string): { readonly added: number; readonly removed: number } {
  const balance = new Map<string, number>();
  for (const word of wordsOf(after)) balance.set(word, (balance.get(word) ?? 0) + 1);
  for (const word of wordsOf(before)) balance.set(word, (balance.get(word) ?? 0) - 1);
  let [added, removed] = [0, 0];
  for (const count of balance.values()) {
    added += Math.max(0, count);
    removed += Math.max(0, -count);
  }
  return { added, removed };
}

function wordsOf(text: string): readonly string[] {
  return text.split(/\s+/).filter((word) => word !== '');
}
