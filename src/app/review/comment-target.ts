import { passageOf, type OpenedReview } from '#workspace';
import type { PassageRange } from './locate-passage.ts';

/** What a person is about to say something about. */
export interface CommentTarget {
  readonly path: string;
  /** The post as a whole where there is none. */
  readonly range?: PassageRange;
  /** The words of the passage as the source has them; empty for a post as a whole. */
  readonly quote: string;
  readonly purpose: 'comment' | 'suggest';
}

/** The target of a passage of a file. */
export function targetOf(
  file: OpenedReview['files'][number],
  range: PassageRange,
  purpose: CommentTarget['purpose'] = 'comment',
): CommentTarget {
  return { path: file.path, range, quote: passageOf(file.after ?? '', range), purpose };
}

/** The line below which notes on a passage stand. */
export function lineOf(range: PassageRange): number {
  return Math.max(range.endLine ?? range.startLine, range.startLine);
}
