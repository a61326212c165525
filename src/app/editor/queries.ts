import { queryOptions } from '@tanstack/react-query';
import type { AppServices } from '../app-services.ts';
import { postKeys } from '../posts/queries.ts';
import { PostSession } from './post-session.ts';

/** Opens the post at `path` for editing. Each visit opens it anew, after all that was left elsewhere is stored. */
export function sessionQuery({ workspace, clock, statusLine, leftSessions }: AppServices, path: string) {
  return queryOptions({
    queryKey: postKeys.open(path),
    queryFn: async () =>
      (await leftSessions.takeUnsaved(path)) ??
      new PostSession(await workspace.openPost(path), { workspace, clock, statusLine }),
    gcTime: 0,
    structuralSharing: false,
  });
}
