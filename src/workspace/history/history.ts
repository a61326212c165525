import type { LostBlock } from '#content';

/** The review that a commit belongs to. */
export interface CommitReview {
  readonly id: string;
  readonly title: string;
}

/** What became of a passage that was to be brought back. */
export type BringBackOutcome =
  /** It is in the draft, where it was. */
  | 'put-back'
  /** The text around it has changed too much for that: it is in the draft near where it was, or at the end. */
  | 'put-nearby'
  | 'there-already';

/** The past of the repository, beyond the versions of one post. */
export interface History {
  /** Puts a passage that a later version of the post removed or changed into its draft, as a new change. */
  bringBack(path: string, lost: LostBlock): Promise<BringBackOutcome>;
}
