import type { LostBlock } from '#content';
import type { BranchCommit } from '#git';
import type { PostVersion } from '../workspace.ts';
import type { PassageChange } from './find-passage.ts';

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

/** A commit of the branch as the activity shows it. */
export interface ActivityCommit extends BranchCommit {
  readonly isPublished: boolean;
  /** The review that it came with. */
  readonly review?: CommitReview;
}

export interface Activity {
  /** Newest first. */
  readonly commits: readonly ActivityCommit[];
  /** False when there is more than was asked for, or more on the remote, which can't be reached now. */
  readonly complete: boolean;
}

/** A post that is not in the branch any more. */
export interface DeletedPost {
  readonly path: string;
  /** What it held last. */
  readonly oid: string;
  readonly title: string;
  /** Who deleted it, when and in which words. */
  readonly author: string;
  /** Milliseconds since 1970; 0 where the date can't be read. */
  readonly time: number;
  readonly message: string;
  /** There is a draft of this path. */
  readonly hasDraft: boolean;
}

export interface DeletedPosts {
  /** The last deleted first. */
  readonly posts: readonly DeletedPost[];
  /** False when older history was not looked at, or can't be reached now. */
  readonly complete: boolean;
}

/** What undoing a commit made, by paths. */
export interface UndoOutcome {
  /** These have a draft now that takes the commit's change back and leaves everything since. */
  readonly undone: readonly string[];
  /** These were changed since in the same places: their drafts wait for a decision; see `openConflict`. */
  readonly conflicts: readonly string[];
  /** These are as they were before the commit already. */
  readonly unchanged: readonly string[];
  /** These have unpublished changes or are no text that can be merged, and were left alone. */
  readonly leftAlone: readonly string[];
}

/** Who wrote the blocks of a post. */
export interface PassageWriters {
  /** The draft, or what is published where there is none. */
  readonly text: string;
  /** For each block of `text` its versions, those with the most lines first; null stands for the draft. */
  readonly blocks: readonly (readonly (PostVersion | null)[])[];
  /** False when older history can't be reached now: what is older is taken for the oldest version that is here. */
  readonly complete: boolean;
}

export interface PassageHistory {
  /** Newest first. */
  readonly found: readonly { readonly version: PostVersion; readonly change: PassageChange['change'] }[];
  readonly complete: boolean;
}

/** The past of the repository, beyond the versions of one post. */
export interface History {
  /** Puts a passage that a later version of the post removed or changed into its draft, as a new change. */
  bringBack(path: string, lost: LostBlock): Promise<BringBackOutcome>;
  /** The newest `limit` commits of the branch. */
  activity(limit: number): Promise<Activity>;
  /** The posts that the newest `limit` commits deleted and nobody brought back. */
  deletedPosts(limit: number): Promise<DeletedPosts>;
  /** Makes a deleted post a draft again. Throws `not-utf8` for one that is no text. */
  restoreDeleted(post: Pick<DeletedPost, 'path' | 'oid'>): Promise<void>;
  /** Takes back what a commit did to posts, as drafts, and leaves what was done since. */
  undoCommit(commit: Pick<ActivityCommit, 'oid' | 'differences'>): Promise<UndoOutcome>;
  /** Who wrote which passage of a post. */
  passageWriters(path: string): Promise<PassageWriters>;
  /** The versions of a post in which words came or went. */
  findPassage(path: string, words: string): Promise<PassageHistory>;
}
