import type { ConflictTexts, SettledConflict, Workspace } from '#workspace';
import type { LineDiff } from '../changes/diff-lines.ts';
import { queryOptions } from '@tanstack/react-query';

/** A conflict with what each side did as lines of a diff. */
export interface Conflict extends ConflictTexts {
  readonly theirDiff: LineDiff;
  readonly myDiff: LineDiff;
}

/** Where a conflict is, and how it is settled. */
export interface ConflictSource {
  /** Tells it from others about the same file. */
  readonly key: string;
  /** Whether a draft is what becomes of it. */
  readonly isOfDraft: boolean;
  /** Where the other words are, when they are not the branch's: "in the review". */
  readonly where?: string;
  readonly open: (path: string) => Promise<ConflictTexts>;
  /** Settles it and gives the path that the post has then. */
  readonly resolve: (path: string, settled: SettledConflict) => Promise<string>;
}

/** A commit that a draft was to go on top of in a review, and where that is. */
interface ReviewPlace {
  readonly onto: string;
  readonly where: string;
}

/** The conflict of a draft with what others published, or with what it met in a review. */
export function draftConflict(workspace: Workspace, place?: ReviewPlace): ConflictSource {
  return {
    key: place?.onto ?? 'draft',
    isOfDraft: true,
    ...(place && { where: place.where }),
    open: (path) => workspace.openConflict(path, place?.onto),
    resolve: (path, settled) => workspace.resolveConflict(path, settled, place?.onto),
  };
}

/** The texts of a post that was changed here and on the remote, with what each side did as lines of a diff. */
export function conflictQuery(source: ConflictSource, path: string) {
  return queryOptions({
    queryKey: ['conflict', source.key, path],
    queryFn: async (): Promise<Conflict> => {
      const [{ diffLines }, texts] = await Promise.all([import('../changes/diff-lines.ts'), source.open(path)]);
      const base = texts.base ?? '';
      return { ...texts, theirDiff: diffLines(base, texts.theirs ?? ''), myDiff: diffLines(base, texts.mine ?? '') };
    },
    gcTime: 0,
  });
}
