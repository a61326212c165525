import type { Workspace } from '#workspace';
import { queryOptions } from '@tanstack/react-query';
import { laterCode } from '../later-parts.ts';
import { reviewKeys } from './review-keys.ts';

const fetchDiff = laterCode(() => import('../changes/diff-lines.ts'));

/** All reviews, newest first. */
export function reviewListQuery(workspace: Workspace) {
  return queryOptions({ queryKey: reviewKeys.list, queryFn: () => workspace.reviews.list() });
}

/** One review with the lines that it changes. */
export function reviewQuery(workspace: Workspace, id: string) {
  return queryOptions({
    queryKey: reviewKeys.open(id),
    queryFn: async () => {
      const [{ diffLines }, opened] = await Promise.all([fetchDiff(), workspace.reviews.open(id)]);
      const files = opened.files.map((file) => {
        const isText = file.before !== null || file.after !== null;
        return { ...file, diff: isText ? diffLines(file.before ?? '', file.after ?? '') : null };
      });
      return { ...opened, files };
    },
  });
}

/** The open reviews that change a file. */
export function presenceQuery(workspace: Workspace, path: string) {
  return queryOptions({ queryKey: reviewKeys.presence(path), queryFn: () => workspace.reviews.presence(path) });
}
