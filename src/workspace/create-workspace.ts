import { GalleyError, type Clock } from '#base';
import type { PostSummary } from '#content';
import type { DraftStore } from '#drafts';
import type { GitClient, RemoteLocation, Signature } from '#git';
import type { RepositoryDescription, Workspace } from './workspace.ts';

/** What a workspace is made of; the composition root gives the real ones. */
export interface WorkspaceParts {
  readonly repository: RepositoryDescription;
  readonly location: RemoteLocation;
  readonly git: GitClient<PostSummary>;
  readonly drafts: DraftStore;
  readonly clock: Clock;
  /** The author that the served page suggests, from the server's git config. */
  readonly suggestedIdentity?: Signature;
}

export function createWorkspace(_parts: WorkspaceParts): Workspace {
  throw new GalleyError('internal', 'not here yet');
}
