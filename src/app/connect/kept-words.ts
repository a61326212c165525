import type { KeptWork } from '#workspace';

/** What would be lost with a repository, in a few words; null when nothing would. */
export function keptWords({ drafts, commits, reviews }: KeptWork): string | null {
  const parts = [
    ...(drafts === 0 ? [] : [drafts === 1 ? '1 draft' : `${drafts} drafts`]),
    ...(commits === 0 ? [] : [commits === 1 ? '1 unpublished commit' : `${commits} unpublished commits`]),
    ...(reviews === 0 ? [] : [reviews === 1 ? '1 unsent part of a review' : `${reviews} unsent parts of reviews`]),
  ];
  const last = parts.pop();
  if (last === undefined) return null;
  return parts.length === 0 ? last : `${parts.join(', ')} and ${last}`;
}
