import { systemClock, type Clock } from '#base';
import { isPostPath, summarizePost, type PostSummary } from '#content';
import { createGitClient, type GitClient, type RemoteLocation } from '#git';
import { MemoryRepositoryStore, serveRepository, type RepositoryStore, type RepositoryWorkerParts } from '#git/engine';

export interface TestClient {
  readonly git: GitClient<PostSummary>;
  readonly store: RepositoryStore;
  close(): void;
}

export type TestLock = <Result>(work: () => Promise<Result>) => Promise<Result>;

/** How tabs tell each other that the repository changed; silent unless a test gives its tabs one. */
export type TestChannel = ReturnType<RepositoryWorkerParts<unknown>['channelFor']>;

const silent: TestChannel = { announce: () => undefined, listen: () => undefined };

/** A lock that runs one piece of work at a time, for all clients that it is given to. */
export function createTestLock(): TestLock {
  let queue: Promise<unknown> = Promise.resolve();
  return (work) => {
    const run = queue.then(work);
    queue = run.catch(() => undefined);
    return run;
  };
}

/** A tab's client and a worker of its own, over a real message channel. Clients that share `store` and `lock` are tabs of one browser. */
export function openTestClient(
  store: RepositoryStore = new MemoryRepositoryStore(),
  lock: TestLock = createTestLock(),
  { clock = systemClock, channel = silent }: { readonly clock?: Clock; readonly channel?: TestChannel } = {},
): TestClient {
  const ports = new MessageChannel();
  serveRepository(ports.port2, {
    isPost: isPostPath,
    summarise: (content) => summarizePost('', content),
    clock,
    openStore: () => Promise.resolve(store),
    lockFor: () => lock,
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

/** The same, cloned. */
export async function cloneForTest(location: RemoteLocation, store?: RepositoryStore): Promise<TestClient> {
  const client = openTestClient(store);
  await client.git.open(location);
  const outcome = await client.git.clone();
  if (outcome.kind === 'failed') throw outcome.error;
  return client;
}
