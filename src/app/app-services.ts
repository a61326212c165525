import type { Clock, Unsubscribe } from '#base';
import type { FindWorker } from '#editor';
import type { Workspace, WorkspaceStatus } from '#workspace';
import { QueryClient } from '@tanstack/react-query';
import type { ComponentType } from 'react';
import { activityKeys } from './activity/queries.ts';
import { historyKeys } from './history/history-keys.ts';
import { Commands } from './actions/commands.ts';
import { Boot } from './boot/boot.ts';
import type { OnceReadyParts } from './boot/once-ready.ts';
import { keepInStep } from './boot/keep-in-step.ts';
import { changeKeys } from './changes/queries.ts';
import { remoteChangeKeys } from './editor/remote-change-keys.ts';
import { LeftSessions } from './editor/left-sessions.ts';
import { mediaKeys } from './media/queries.ts';
import { postKeys } from './posts/queries.ts';
import { PostsPlace } from './posts/posts-place.ts';
import { readAnew } from './read-anew.ts';
import type { Appearance } from './settings/appearance.ts';
import { settingsKeys } from './settings/queries.ts';
import { StatusLine } from './shell/status-line.ts';
import { reviewKeys } from './review/review-keys.ts';
import { Store } from './store.ts';

/** What every screen can reach; made once, outside of React. */
export interface AppServices {
  readonly workspace: Workspace;
  readonly clock: Clock;
  readonly appearance: Appearance;
  readonly queries: QueryClient;
  readonly boot: Boot;
  readonly status: Store<WorkspaceStatus>;
  readonly statusLine: StatusLine;
  readonly postsPlace: PostsPlace;
  readonly leftSessions: LeftSessions;
  readonly commands: Commands;
  /** Starts the worker in which regular expressions are looked for. */
  readonly startFindWorker: (() => FindWorker) | undefined;
  /** The address of the document in which previews are drawn. */
  readonly frameDocument: string;
  /** Shows the repository's name where the person chose it, and can choose another. */
  readonly RepositorySwitch: ComponentType | undefined;
}

export interface AppParts {
  readonly workspace: Workspace;
  readonly clock: Clock;
  readonly appearance: Appearance;
  readonly startFindWorker?: () => FindWorker;
  readonly frameDocument?: string;
  readonly RepositorySwitch?: ComponentType;
}

/** Joins the workspace's events to the queries and stores of the screens, and opens the repository. */
export function createAppServices(parts: AppParts): AppServices {
  const { workspace, clock, appearance, startFindWorker, frameDocument = '/preview-frame', RepositorySwitch } = parts;
  const queries = new QueryClient({
    defaultOptions: {
      // Everything is local and announced by events: nothing goes stale on its own, and trying again would not help.
      queries: { staleTime: Infinity, retry: false, refetchOnWindowFocus: false, networkMode: 'always' },
      mutations: { retry: false, networkMode: 'always' },
    },
  });
  const status = new Store(workspace.status());
  const statusLine = new StatusLine();
  followWorkspace({ workspace, queries, status });
  const boot = new Boot(workspace, statusLine);
  boot.start();
  keepInStep(boot, clock);
  beginWhenReady({ workspace, clock, boot, status, statusLine });
  return {
    workspace,
    clock,
    appearance,
    queries,
    boot,
    status,
    statusLine,
    postsPlace: new PostsPlace(),
    leftSessions: new LeftSessions(),
    commands: new Commands(),
    startFindWorker,
    frameDocument,
    RepositorySwitch,
  };
}

/** How long the first screen has the network for itself, in milliseconds. */
const headStart = 1500;

function beginWhenReady(parts: OnceReadyParts): void {
  const { boot, clock } = parts;
  const unsubscribe = boot.state.subscribe(() => {
    if (boot.state.get().kind !== 'ready') return;
    unsubscribe();
    clock.schedule(() => {
      import('./boot/once-ready.ts')
        .then(({ onceReady }) => onceReady(parts))
        .catch((error: unknown) => reportError(error));
    }, headStart);
  });
}

function followWorkspace(parts: {
  readonly workspace: Workspace;
  readonly queries: QueryClient;
  readonly status: Store<WorkspaceStatus>;
}): Unsubscribe {
  const { workspace, queries, status } = parts;
  return workspace.subscribe((event) => {
    if (event.kind === 'status') {
      status.set(event.status);
      return;
    }
    if (event.kind === 'sign-in') {
      readAnew(queries, ['host']).catch((error: unknown) => reportError(error));
      return;
    }
    if (event.kind === 'media') {
      readAnew(queries, mediaKeys.all).catch((error: unknown) => reportError(error));
      return;
    }
    if (event.kind === 'reviews') {
      readAnew(queries, reviewKeys.all).catch((error: unknown) => reportError(error));
      return;
    }
    const keys =
      event.kind === 'repository'
        ? [
            postKeys.list,
            changeKeys.all,
            mediaKeys.all,
            remoteChangeKeys.all,
            settingsKeys.site,
            activityKeys.all,
            historyKeys.all,
          ]
        : [postKeys.list, changeKeys.all, remoteChangeKeys.of(event.path)];
    for (const queryKey of keys) readAnew(queries, queryKey).catch((error: unknown) => reportError(error));
  });
}
