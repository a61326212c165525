import { systemClock, type Clock } from '#base';
import { isPostPath, summarizePost, summarizeQuickly, type PostSummary } from '#content';
import { createGitClient, type GitClient, type RemoteLocation, type SigningKey } from '#git';
import {
  createLocalLocks,
  MemoryRepositoryStore,
  serveRepository,
  type RepositoryLocks,
  type RepositoryStore,
  type RepositoryWorkerParts,
} from '#git/engine';

export interface TestClient {
  readonly git: GitClient<PostSummary>;
  readonly store: RepositoryStore;
  close(): void;
}

export type TestLock = RepositoryLocks;

/** How tabs tell each other that the repository changed; silent unless a test gives its tabs one. */
export type TestChannel = ReturnType<RepositoryWorkerParts<unknown>['channelFor']>;

const silent: TestChannel = { announce: () => undefined, listen: () => undefined };

/** Locks for all clients that they are given to. */
export function createTestLock(): TestLock {
  return createLocalLocks();
}

/** A tab's client and a worker of its own, over a real message channel. Clients that share `store` and `lock` are tabs of one browser. */
export function openTestClient(
  store: RepositoryStore = new MemoryRepositoryStore(),
  lock: TestLock = createTestLock(),
  {
    clock = systemClock,
    channel = silent,
    signingKey = async () => undefined,
    isFirstVisit = async () => false,
    openStore = () => Promise.resolve(store),
    onSummariser = () => undefined,
  }: {
    readonly clock?: Clock;
    readonly channel?: TestChannel;
    readonly signingKey?: () => Promise<SigningKey | undefined>;
    readonly isFirstVisit?: () => Promise<boolean>;
    readonly openStore?: () => Promise<RepositoryStore>;
    /** Called when the summariser of any post is asked for. */
    readonly onSummariser?: () => void;
  } = {},
): TestClient {
  const ports = new MessageChannel();
  serveRepository(ports.port2, {
    isPost: isPostPath,
    rows: {
      summariser() {
        onSummariser();
        return Promise.resolve((content, isUtf8) => summarizePost('', content, isUtf8));
      },
      summariseQuickly: (content, isUtf8) => summarizeQuickly('', content, isUtf8),
    },
    clock,
    signingKey,
    openStore,
    isFirstVisit,
    locksFor: () => lock,
    channelFor: () => channel,
  });
  const git = createGitClient<PostSummary>(ports.port1);
  return {
    git,
    store,
    close() {
      ports.port1.close();
      ports.port2.close();
    },
  };
}

/** The same, cloned with all its files. */
export async function cloneForTest(location: RemoteLocation, store?: RepositoryStore): Promise<TestClient> {
  const client = openTestClient(store);
  await client.git.open(location);
  const outcome = await client.git.clone();
  if (outcome.kind === 'failed') throw outcome.error;
  const filled = await client.git.fill();
  if (filled.kind === 'failed') throw filled.error;
  return client;
}
