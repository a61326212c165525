import type { Workspace } from '#workspace';
import { queryOptions } from '@tanstack/react-query';

/** Keys of everything that shows posts. */
export const postKeys = {
  all: ['posts'],
  list: ['posts', 'list'],
  open: (path: string) => ['posts', 'open', path],
} as const;

/** The rows of the posts list. */
export function postListQuery(workspace: Workspace) {
  return queryOptions({ queryKey: postKeys.list, queryFn: () => workspace.listPosts() });
}
