export type { FileChoices, FileConflict } from './file-conflict.ts';
export type { ActivityCommit, BringBackOutcome, DeletedPost, UndoOutcome } from './history/history.ts';
export {
  hostOf,
  hostSiteOf,
  type DeviceCode,
  type DeviceOutcome,
  type ListedRepository,
  type ListPage,
  type PendingSignIn,
  type RepositoryList,
} from '#hosts';
export { longestReviewFile, passageOf, readSuggestion, writeSuggestion } from '#review';
export type { InspectOptions, SourceInspection } from '#markdown';
export type { ReviewPassage } from './review-passages.ts';
export type { BranchList, BranchRow, CreateBranchOutcome } from './branches.ts';
export type {
  DueOutcome,
  HostRequest,
  ImportOutcome,
  NewComment,
  OpenedReview,
  PublishReviewsOutcome,
  ReviewFilePreview,
  ReviewRow,
  ReviewSendOutcome,
  Reviews,
  ReviewWriteOutcome,
  ScheduleOutcome,
  SendForReviewOutcome,
} from './reviews.ts';
export type {
  AddImageOutcome,
  ArrivalProblem,
  ChangeDiff,
  Changes,
  CodeSignIn,
  ConflictTexts,
  SettledConflict,
  DiscardedDraft,
  EarlierText,
  HostDescription,
  MergePiece,
  NamedBranchRules,
  NewImage,
  OpenedPost,
  OpenOutcome,
  PendingChange,
  PostContent,
  PostHistory,
  PostList,
  PostPreview,
  PostRow,
  PostVersion,
  PublishOutcome,
  PublishRequest,
  RemoteChange,
  RenameOutcome,
  RepositoryDescription,
  SaveDraftOutcome,
  SignedIn,
  SiteSettings,
  TokenReport,
  SigningState,
  Workspace,
  WorkspaceEvent,
  WorkspaceStatus,
} from './workspace.ts';
export { openHostDesk, type GivenSignIn, type HostDesk, type HostDeskOptions } from './host-desk.ts';
export { holdOpen } from './hold-open.ts';
export { forgetRepository, readKeptWork, type KeptWork } from './kept-work.ts';
export type { CodeSignInParts } from './code-sign-in.ts';
export type { DraftMoment } from '#drafts';
export { createWorkspace } from './create-workspace.ts';
export type { IdentityStore, WorkspaceParts } from './workspace-context.ts';
export { checkMarkdownFile, type CheckMarkdownOptions, type MarkdownCheck } from './check-markdown.ts';
