import type { Workspace } from '#workspace';
import { queryOptions } from '@tanstack/react-query';

/** Keys of everything that shows what is not published yet. */
export const changeKeys = {
  all: ['changes'],
  list: ['changes', 'list'],
  discarded: ['changes', 'discarded'],
  diff: (path: string) => ['changes', 'diff', path],
} as const;

/** Drafts and commits that the remote does not have. */
export function changesQuery(workspace: Workspace) {
  return queryOptions({ queryKey: changeKeys.list, queryFn: () => workspace.listChanges() });
}

/** The drafts that were thrown away and can be taken up again. */
export function discardedQuery(workspace: Workspace) {
  return queryOptions({ queryKey: changeKeys.discarded, queryFn: () => workspace.discardedDrafts() });
}

/** The text of one change before and after, or its images. */
export function changeDiffQuery(workspace: Workspace, path: string) {
  return queryOptions({
    queryKey: changeKeys.diff(path),
    queryFn: () => workspace.diffChange(path),
    gcTime: 0,
  });
}
