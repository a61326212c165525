import type { GalleyError } from '#base';
import type { ChangeRequest } from '#hosts';
import type { CommitFacts, Oid, Signature } from '#git';
import type { CommentLocation, QueueGroup, Review, ReviewRules } from '#review';
import type { FileConflict } from './file-conflict.ts';
import type { ReviewPassage } from './review-passages.ts';
import type { ChangeDiff, ConflictTexts, PublishOutcome, SettledConflict } from './workspace.ts';

/** A review in the queue. */
export interface ReviewRow {
  readonly review: Review;
  readonly group: QueueGroup;
  /** The files that it changes, as far as this clone can tell without asking the remote. */
  readonly paths: readonly string[];
  /** Something of it is here only, and goes to the remote when that is reached. */
  readonly isWaiting: boolean;
}

/** A review that changes a file. */
export interface ReviewPresence extends ReviewRow {
  /** The draft of the file goes on from the text that the review has. */
  readonly isDrafted: boolean;
}

/** A review with what it changes. */
export interface OpenedReview extends ReviewRow {
  /** Each changed file, before and after; both texts are null where it is no text. */
  readonly files: readonly ChangeDiff[];
  /** Newest first. */
  readonly commits: readonly CommitFacts[];
  /** The commit whose texts `files` has; null where there are none to show. Comments on them name it. */
  readonly shownCommit: Oid | null;
  /** Where the passages of threads are now, by the ids of their comments. */
  readonly passages: ReadonlyMap<string, ReviewPassage>;
  /** The site's rules for reviews. */
  readonly rules: ReviewRules;
  /** Whether this person may publish it now, by the site's rules. */
  readonly canPublish: { readonly kind: 'yes' } | { readonly kind: 'no'; readonly reason: string };
}

/** What the host has beside a review. */
export interface HostRequest {
  /** What people call the host. */
  readonly host: string;
  readonly word: 'pull request' | 'merge request';
  /** The review is not on the host yet, so nothing can be opened for it but by `isSuggested`. */
  readonly isWaiting: boolean;
  /** The person may not write to the repository: opening a request sends the review to a copy of their own. */
  readonly isSuggested: boolean;
  /** Null where there is none. What the review's notes have as well is left out of its comments. */
  readonly request: ChangeRequest | null;
  /** What this person said in the review and the host does not have yet; null where it has all that it is to have. */
  readonly unsent: UnsentRemarks | null;
}

export interface UnsentRemarks {
  readonly count: number;
  /** Why the next one could not be said there; null where more goes there with the next look. */
  readonly error: GalleyError | null;
}

export interface HostRequestOptions {
  /** What this person said in the review from then on (milliseconds since 1970) is said at the host too, each once. */
  readonly mirrorSince?: number | undefined;
}

/** What becomes of something that was written into a review. It is kept here in each case. */
export type ReviewSendOutcome =
  /** `notice`: what the person should know besides, said once. */
  | { readonly kind: 'sent'; readonly notice?: string }
  /** It stays here: the person may not write to the repository, and nothing of it goes to a copy. */
  | { readonly kind: 'kept' }
  /** The remote can't be reached now; it goes there with the next look at the remote. */
  | { readonly kind: 'waiting'; readonly error: GalleyError }
  /** The remote said no. */
  | { readonly kind: 'refused'; readonly reason: string };

export type SendForReviewOutcome =
  | (ReviewSendOutcome & { readonly id: string })
  | { readonly kind: 'nothing-to-send' }
  /**
   * These were changed in the same places in the commit that the drafts were to go on top of: the site's, or the review's.
   * Nothing was written; see `openConflict` of the workspace.
   */
  | { readonly kind: 'conflict'; readonly paths: readonly string[]; readonly onto: Oid }
  | { readonly kind: 'files-differ'; readonly files: readonly FileConflict[] };

export type ReviewWriteOutcome =
  | ReviewSendOutcome
  /** Someone else changed the review meanwhile: look at it again. */
  | { readonly kind: 'moved' }
  /** The passage of a suggestion is not in the text any more. */
  | { readonly kind: 'outdated' };

export type PublishReviewsOutcome =
  | PublishOutcome
  /** A rule of the site says no: too few approvals, or not this person. */
  | { readonly kind: 'not-allowed'; readonly reason: string }
  /** The site's branch changed the same places as a review. Nothing was written; see `openConflict`. */
  | { readonly kind: 'review-conflict'; readonly id: string; readonly paths: readonly string[] };

export type ScheduleOutcome = ReviewWriteOutcome | { readonly kind: 'not-allowed'; readonly reason: string };

/** What became of a review whose date had come. */
export type DueOutcome = { readonly id: string; readonly title: string } & (
  | { readonly kind: 'published' }
  /** The site changed the same places. That stands in the review now, and the date is not tried again. */
  | { readonly kind: 'missed'; readonly paths: readonly string[]; readonly author: string }
  /** A rule of the site says no, to who set the date or to who would publish it now. */
  | { readonly kind: 'not-allowed'; readonly reason: string }
  /** The remote said no to this push. */
  | { readonly kind: 'refused'; readonly reason: string }
  | { readonly kind: 'failed'; readonly error: GalleyError }
);

/** What the file of a reader without an account would add to a review. */
export type ReviewFilePreview =
  /** `reason`: a sentence for people. */
  | { readonly kind: 'refused'; readonly reason: string }
  | {
      readonly kind: 'readable';
      /** As the reader gave it. */
      readonly name: string;
      readonly comments: readonly ImportedComment[];
    };

export interface ImportedComment {
  readonly location: CommentLocation;
  readonly text: string;
  /** False where the review has it already. */
  readonly isNew: boolean;
}

export type ImportOutcome =
  | (ReviewSendOutcome & { readonly added: number })
  | Extract<ReviewFilePreview, { kind: 'refused' }>;

/** A page that shows a review without a network, and takes comments on it. */
export interface ExportedReview {
  /** A name for the file. */
  readonly name: string;
  readonly html: string;
}

export interface ReviewDraft {
  /** The drafts that make the review. */
  readonly paths: readonly string[];
  readonly title: string;
  readonly summary: string;
  /** E-mail addresses. */
  readonly reviewers: readonly string[];
  readonly author: Signature;
}

export interface NewComment {
  readonly id: string;
  readonly text: string;
  readonly author: Signature;
  /** What it is about; the whole review where it is left out. */
  readonly location?: CommentLocation;
  /** The comment that it answers. */
  readonly parent?: string;
  /** In an answer: whether its parent is dealt with. */
  readonly resolved?: boolean;
}

/** The reviews of the repository. Written is first what is here, durably; sending comes after. */
export interface Reviews {
  /** Newest first. */
  list(): Promise<readonly ReviewRow[]>;
  /** The change request of the host; null where nobody signed in to a host that has them and can be asked, and for reviews that are over. */
  hostRequest(id: string, options?: HostRequestOptions): Promise<HostRequest | null>;
  /** Opens a change request at the host, and names the reviewers who could not be asked there. Throws `not-allowed` where the token may not. */
  openHostRequest(id: string): Promise<{ readonly unasked: readonly string[] }>;
  /** Throws `not-found`. Brings history that is needed to tell what the review changes. */
  open(id: string): Promise<OpenedReview>;
  /** What the review's files became since it was at `commit`, one that it had before. Throws `not-found` for another. */
  filesSince(id: string, commit: Oid): Promise<readonly ChangeDiff[]>;
  /** The open reviews that change the file. */
  presence(path: string): Promise<readonly ReviewPresence[]>;
  send(draft: ReviewDraft): Promise<SendForReviewOutcome>;
  /** Adds drafts to a review as a commit. */
  update(change: {
    readonly id: string;
    readonly paths: readonly string[];
    readonly message: string;
    readonly author: Signature;
  }): Promise<SendForReviewOutcome>;
  /** Makes the review's text of a file the draft of it, to go on with; false when there is a draft already. */
  continueWriting(id: string, path: string): Promise<boolean>;
  comment(comment: NewComment): Promise<ReviewSendOutcome>;
  /** Approves the commit that was looked at, or asks for changes. `moved` when the review has another head by now. */
  judge(verdict: {
    readonly id: string;
    readonly commit: string;
    readonly isApproval: boolean;
    readonly text: string;
    readonly author: Signature;
  }): Promise<ReviewWriteOutcome>;
  /** Writes the words that a comment suggests into the review as a commit, with the one who suggested them as co-author. */
  applySuggestion(of: {
    readonly id: string;
    readonly commentId: string;
    readonly author: Signature;
  }): Promise<ReviewWriteOutcome>;
  abandon(id: string, author: Signature): Promise<ReviewSendOutcome>;
  /** Merges reviews into the site's branch and pushes them together. */
  publish(ids: readonly string[], author: Signature): Promise<PublishReviewsOutcome>;
  /** Sets when an approved review is published, in milliseconds since 1970; null takes the date back. */
  schedule(change: {
    readonly id: string;
    /** The head that was looked at: `moved` when the review has another by now. */
    readonly commit: string;
    readonly at: number | null;
    readonly author: Signature;
  }): Promise<ScheduleOutcome>;
  /** Publishes those whose date has come; looks at the remote only when there is one. */
  publishDue(by: {
    readonly author: Signature;
    /** A job publishes for who set the date: that person must be allowed to, and the job need not be. */
    readonly isJob?: boolean;
    /** Reviews to leave alone. */
    readonly except?: ReadonlySet<string>;
  }): Promise<readonly DueOutcome[]>;
  /** The review as one HTML file, for people who have no access. */
  exportPage(id: string): Promise<ExportedReview>;
  /** What the file that such a person saved would add. Writes nothing. */
  readFile(id: string, text: string): Promise<ReviewFilePreview>;
  /** Adds it, as comments that name the person and are this author's own act. What is there already is left out. */
  importFile(of: { readonly id: string; readonly text: string; readonly author: Signature }): Promise<ImportOutcome>;
  /** The texts of a file that the review and the site changed in the same places: mine is the review's. */
  openConflict(id: string, path: string): Promise<ConflictTexts>;
  /**
   * Merges the site's branch into the review, with what is `settled` of the files that conflict (a text of null deletes one). The
   * outcome names those that are not, or that the site changed since.
   */
  mergeSite(merge: {
    readonly id: string;
    readonly settled: ReadonlyMap<string, SettledConflict>;
    readonly author: Signature;
  }): Promise<ReviewWriteOutcome | { readonly kind: 'conflict'; readonly paths: readonly string[] }>;
}
