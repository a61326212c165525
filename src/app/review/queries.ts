import type { Reviews, Workspace } from '#workspace';
import { queryOptions } from '@tanstack/react-query';
import { mirrorSince } from './mirror-choice.ts';
import { reviewKeys } from './review-keys.ts';

/** All reviews, newest first. */
export function reviewListQuery(workspace: Workspace) {
  return queryOptions({ queryKey: reviewKeys.list, queryFn: () => workspace.reviews.list() });
}

/** One review with what it changes. */
export function reviewQuery(workspace: Workspace, id: string) {
  return queryOptions({ queryKey: reviewKeys.open(id), queryFn: () => workspace.reviews.open(id) });
}

/** The change request that the host has beside a review. Asking says there what the person said here and wants said there too. */
export function hostRequestQuery(reviews: Pick<Reviews, 'hostRequest'>, id: string) {
  return queryOptions({
    queryKey: reviewKeys.hostRequest(id),
    queryFn: () => reviews.hostRequest(id, { mirrorSince: mirrorSince(id) }),
    // No event tells what happens at the host: who comes back to the review after a while, or signed in since, asks again.
    staleTime: ({ state }) => (state.data === null ? 0 : 60_000),
  });
}

/** What a review's files became since it was at `commit`; `head` is where it is now. */
export function filesSinceQuery(
  workspace: Workspace,
  { id, commit, head }: { readonly id: string; readonly commit: string; readonly head: string },
) {
  return queryOptions({
    queryKey: reviewKeys.since(id, commit, head),
    queryFn: () => workspace.reviews.filesSince(id, commit),
  });
}

/** The open reviews that change a file. */
export function presenceQuery(workspace: Workspace, path: string) {
  return queryOptions({ queryKey: reviewKeys.presence(path), queryFn: () => workspace.reviews.presence(path) });
}
