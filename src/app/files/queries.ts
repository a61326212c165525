import type { Workspace } from '#workspace';
import { queryOptions } from '@tanstack/react-query';

/** The posts that show an image or link to a post. Reads every post, so it is asked anew each time and can be given up. */
export function mentionsQuery(workspace: Workspace, path: string) {
  return queryOptions({
    queryKey: ['mentions', path],
    queryFn: ({ signal }) => workspace.findMentions(path, signal),
    gcTime: 0,
  });
}
