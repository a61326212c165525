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

/** The difference that a version made, or that has been made since, as lines of a diff. */
export function versionDiffQuery(
  workspace: Workspace,
  versions: { readonly version: PostVersion; readonly other: PostVersion | undefined; readonly comparison: Comparison },
) {
  const { version, other, comparison } = versions;
  return queryOptions({
    queryKey: ['history', 'diff', version.commit, version.path, comparison, other?.commit ?? null],
    queryFn: async () => {
      const [{ diffLines }, text, otherText] = await Promise.all([
        import('../changes/diff-lines.ts'),
        workspace.versionText(version.oid),
        workspace.versionText(other?.oid ?? null),
      ]);
      return comparison === 'previous'
        ? diffLines(otherText ?? '', text ?? '')
        : diffLines(text ?? '', otherText ?? '');
    },
    gcTime: 0,
  });
}
