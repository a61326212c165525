import type { Workspace } from '#workspace';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';

/** Keys of what shows the commits of the branch. */
export const activityKeys = { all: ['activity'] } as const;

/** The newest `limit` commits of the branch. */
export function activityQuery(workspace: Workspace, limit: number) {
  return queryOptions({
    queryKey: [...activityKeys.all, 'commits', limit],
    queryFn: () => workspace.history.activity(limit),
    placeholderData: keepPreviousData,
    gcTime: 0,
  });
}

/** The posts that the newest `limit` commits deleted. Looked up anew each time: drafts come and go meanwhile. */
export function deletedPostsQuery(workspace: Workspace, limit: number) {
  return queryOptions({
    queryKey: [...activityKeys.all, 'deleted', limit],
    queryFn: () => workspace.history.deletedPosts(limit),
    placeholderData: keepPreviousData,
    gcTime: 0,
  });
}

/** The texts of a file before and after a commit; null where it was not there, or is no text. */
export function fileTextsQuery(
  workspace: Workspace,
  file: { readonly before: string | null; readonly after: string | null },
) {
  return queryOptions({
    queryKey: ['file-texts', file.before, file.after],
    queryFn: async () => {
      const [before, after] = await Promise.all([
        workspace.versionText(file.before),
        workspace.versionText(file.after),
      ]);
      return { before, after };
    },
    gcTime: 0,
  });
}
