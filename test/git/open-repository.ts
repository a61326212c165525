import { isPostPath, summarizePost, type PostSummary } from '#content';
import { createGitClient, type GitClient, type RemoteLocation } from '#git';
import { MemoryRepositoryStore, serveRepository, type RepositoryStore } from '#git/engine';

export interface TestClient {
  readonly git: GitClient<PostSummary>;
  readonly store: RepositoryStore;
  close(): void;
}

/** A tab's client and a worker of its own, over a real message channel. Clients that share a `store` are tabs of one browser. */
export function openTestClient(store: RepositoryStore = new MemoryRepositoryStore()): TestClient {
  const channel = new MessageChannel();
  let queue: Promise<unknown> = Promise.resolve();
  serveRepository(channel.port2, {
    isPost: isPostPath,
    summarise: (content) => summarizePost('', content),
    openStore: () => Promise.resolve(store),
    lockFor: () => (work) => {
      const run = queue.then(work);
      queue = run.catch(() => undefined);
      return run;
    },
    channelFor: () => ({ announce: () => undefined, listen: () => undefined }),
  });
  const git = createGitClient<PostSummary>(channel.port1);
  return {
    git,
    store,
    close() {
      channel.port1.close();
      channel.port2.close();
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
