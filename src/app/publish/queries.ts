import type { ConflictTexts, Workspace } from '#workspace';
import type { LineDiff } from '../changes/diff-lines.ts';
import { queryOptions } from '@tanstack/react-query';

/** A conflict with what each side did as lines of a diff. */
export interface Conflict extends ConflictTexts {
  readonly theirDiff: LineDiff;
  readonly myDiff: LineDiff;
}

/** The texts of a post that was changed here and on the remote, with what each side did as lines of a diff. */
export function conflictQuery(workspace: Workspace, path: string) {
  return queryOptions({
    queryKey: ['conflict', path],
    queryFn: async (): Promise<Conflict> => {
      const [{ diffLines }, texts] = await Promise.all([
        import('../changes/diff-lines.ts'),
        workspace.openConflict(path),
      ]);
      const base = texts.base ?? '';
      return { ...texts, theirDiff: diffLines(base, texts.theirs ?? ''), myDiff: diffLines(base, texts.mine ?? '') };
    },
    gcTime: 0,
  });
}
