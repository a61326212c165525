import type { PostVersion, Workspace } from '#workspace';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';

/** Who changed a post: the newest `limit` versions. */
export function historyQuery(workspace: Workspace, path: string, limit: number) {
  return queryOptions({
    queryKey: ['history', path, limit],
    queryFn: () => workspace.postHistory(path, limit),
    placeholderData: keepPreviousData,
    gcTime: 0,
  });
}

/** What a version is compared with: the one before it, or the newest. */
export type Comparison = 'previous' | 'now';

/** The texts between which a version made the difference, or since which one has been made. */
export function versionDiffQuery(
  workspace: Workspace,
  versions: { readonly version: PostVersion; readonly other: PostVersion | undefined; readonly comparison: Comparison },
) {
  const { version, other, comparison } = versions;
  return queryOptions({
    queryKey: ['history', 'diff', version.commit, version.path, comparison, other?.commit ?? null],
    queryFn: async () => {
      const [text, otherText] = await Promise.all([
        workspace.versionText(version.oid),
        workspace.versionText(other?.oid ?? null),
      ]);
      return comparison === 'previous' ? { before: otherText, after: text } : { before: text, after: otherText };
    },
    gcTime: 0,
  });
}
