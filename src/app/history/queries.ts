import type { PostVersion, Workspace } from '#workspace';
import { historyKeys } from './history-keys.ts';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';

/** Who changed a post: the newest `limit` versions. */
export function historyQuery(workspace: Workspace, path: string, limit: number) {
  return queryOptions({
    queryKey: [...historyKeys.all, path, limit],
    queryFn: () => workspace.postHistory(path, limit),
    placeholderData: keepPreviousData,
    gcTime: 0,
  });
}

/** What a version is compared with: the one before it, the newest, or the one of a commit that was picked. */
export type Comparison = 'previous' | 'now' | { readonly with: string };

/** The texts between which a version made the difference, or since which one has been made: the earlier one first. */
export function versionDiffQuery(
  workspace: Workspace,
  versions: { readonly earlier: PostVersion | undefined; readonly later: PostVersion | undefined },
) {
  const { earlier, later } = versions;
  return queryOptions({
    queryKey: [
      ...historyKeys.all,
      'diff',
      earlier?.commit ?? null,
      earlier?.oid ?? null,
      later?.commit ?? null,
      later?.oid ?? null,
    ],
    queryFn: async () => {
      const [before, after] = await Promise.all([
        workspace.versionText(earlier?.oid ?? null),
        workspace.versionText(later?.oid ?? null),
      ]);
      return { before, after };
    },
    gcTime: 0,
  });
}

/** Who wrote which passage of a post. Looked up anew each time: its draft may have changed. */
export function passageWritersQuery(workspace: Workspace, path: string) {
  return queryOptions({
    queryKey: [...historyKeys.all, 'writers', path],
    queryFn: () => workspace.history.passageWriters(path),
    gcTime: 0,
  });
}

/** The versions of a post in which words came or went. */
export function findPassageQuery(workspace: Workspace, path: string, words: string) {
  return queryOptions({
    queryKey: [...historyKeys.all, 'passage', path, words],
    queryFn: () => workspace.history.findPassage(path, words),
    gcTime: 0,
  });
}
