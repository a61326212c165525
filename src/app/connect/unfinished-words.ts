import type { Unfinished } from './known-repositories.ts';

/** What waits in a repository, in a few words; null when nothing does. */
export function unfinishedWords({ drafts, commits }: Unfinished): string | null {
  const parts = [
    ...(drafts === 0 ? [] : [drafts === 1 ? '1 draft' : `${drafts} drafts`]),
    ...(commits === 0 ? [] : [commits === 1 ? '1 commit' : `${commits} commits`]),
  ];
  return parts.length === 0 ? null : `${parts.join(' and ')} not published`;
}
