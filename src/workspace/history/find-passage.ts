/** A version as far as the search looks at it. */
export interface SearchedVersion {
  readonly commit: string;
  readonly parents: readonly string[];
  /** Null where the post was deleted, or is no text. */
  readonly text: string | null;
}

/** What a version did to a passage. */
export interface PassageChange {
  readonly commit: string;
  readonly change: 'came' | 'went';
}

/**
 * The versions in which a passage came or went, in the order given: those that have it more often, or less often, than every
 * version that they were made from (`git log -S`, gitdiffcore). Runs of blanks and line ends count as one blank, and case
 * does not count. Pure.
 */
export function findPassage(versions: readonly SearchedVersion[], passage: string): readonly PassageChange[] {
  const words = plain(passage).trim();
  if (words === '') return [];
  const counts = new Map(versions.map(({ commit, text }) => [commit, text === null ? 0 : countOf(plain(text), words)]));
  return versions.flatMap(({ commit, parents }): readonly PassageChange[] => {
    const here = counts.get(commit) ?? 0;
    const before = parents.map((parent) => counts.get(parent) ?? 0);
    if (before.length === 0) before.push(0);
    if (before.every((count) => count < here)) return [{ commit, change: 'came' }];
    return before.every((count) => count > here) ? [{ commit, change: 'went' }] : [];
  });
}

function plain(text: string): string {
  return text.replaceAll(/\s+/g, ' ').toLowerCase();
}

function countOf(text: string, words: string): number {
  let count = 0;
  for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + words.length)) count += 1;
  return count;
}
