export type {
  ChangeDiff,
  Changes,
  ConflictTexts,
  OpenedPost,
  OpenOutcome,
  PendingChange,
  PostContent,
  PostList,
  PostRow,
  PublishOutcome,
  PublishRequest,
  RepositoryDescription,
  SaveDraftOutcome,
  Workspace,
  WorkspaceEvent,
  WorkspaceStatus,
} from './workspace.ts';
export { createWorkspace, type WorkspaceParts } from './create-workspace.ts';
