import type { Clock } from '#base';
import { createMemoryDraftStore, type DraftStore } from '#drafts';
import type { RepositoryStore } from '#git/engine';
import { createWorkspace, type PublishOutcome, type Workspace } from '#workspace';
import { buildRepository, type RepositoryPlan, type TestRepository } from '../browser/harness/index.ts';
import { startGitServer } from '../git/git-server.ts';
import {
  createTestLock,
  openTestClient,
  type TestChannel,
  type TestClient,
  type TestLock,
} from '../git/open-repository.ts';
import { NotingStore } from './noting-store.ts';
import { startFaultProxy, type FaultProxy } from './fault-proxy.ts';

export const author = { name: 'Ada', email: 'ada@example.test' };

/** A real repository behind the real git server, behind a proxy that fails where it is told to. */
export interface FaultSite {
  readonly repository: TestRepository;
  readonly proxy: FaultProxy;
  stop(): Promise<void>;
}

/** What the product's own server says that it can do. */
const ownCapabilities = ['version 2', 'ls-refs=unborn', 'fetch=shallow filter ref-in-want', 'object-format=sha1'];

/** `own`: a server like the product's, which tells its pages what it can do and gives tips by their names. */
export async function startFaultSite(plan: RepositoryPlan, kind: 'any' | 'own' = 'any'): Promise<FaultSite> {
  const repository = await buildRepository(plan);
  if (kind === 'own') {
    await repository.git('config', 'uploadpack.allowFilter', 'true');
    await repository.git('config', 'uploadpack.allowRefInWant', 'true');
  }
  const server = await startGitServer(repository.path);
  const proxy = await startFaultProxy(server.url);
  return {
    repository,
    proxy,
    async stop() {
      await proxy.stop();
      await server.stop();
    },
  };
}

/** What a browser keeps, whatever becomes of its tabs. */
export interface BrowserStorage {
  readonly store: RepositoryStore;
  readonly drafts: DraftStore;
}

export function createBrowserStorage(): BrowserStorage & { readonly store: NotingStore } {
  return { store: new NotingStore(), drafts: createMemoryDraftStore() };
}

/** One tab over a browser's storage; tabs that share storage share `lock` too. */
export interface FaultTab {
  readonly workspace: Workspace;
  readonly git: TestClient['git'];
  /** Makes what the person typed the draft of `path`. */
  type(path: string, text: string): Promise<void>;
  publish(paths: readonly string[], message?: string): Promise<PublishOutcome>;
  close(): void;
}

const listeners = new WeakMap<TestLock, (() => void)[]>();

/** Tells the other tabs under one lock that one of them changed the repository. */
function channelOf(lock: TestLock): TestChannel {
  const all = listeners.get(lock) ?? [];
  listeners.set(lock, all);
  let own: (() => void) | undefined;
  return {
    announce() {
      for (const listener of all) if (listener !== own) listener();
    },
    listen(listener) {
      own = listener;
      all.push(listener);
    },
  };
}

interface TabOptions {
  readonly lock?: TestLock;
  readonly server?: 'any' | 'own';
  /** Nothing was kept in this browser before. */
  readonly isFirstVisit?: boolean;
}

/** A tab that has looked for a kept clone and has not cloned. */
export async function openTab(
  url: string,
  storage: BrowserStorage,
  { lock = createTestLock(), server = 'any', isFirstVisit = false }: TabOptions = {},
): Promise<FaultTab> {
  const channel = channelOf(lock);
  let time = 1_760_100_000_000;
  const clock: Clock = { now: () => (time += 1000), schedule: () => () => undefined };
  const client = openTestClient(storage.store, lock, { clock, channel, isFirstVisit: async () => isFirstVisit });
  const workspace = createWorkspace({
    repository: { name: 'site', url, kind: 'local' },
    location: server === 'any' ? { url } : { url, capabilities: ownCapabilities },
    git: client.git,
    drafts: storage.drafts,
    clock,
    durable: false,
    identities: { get: () => Promise.resolve(author), set: () => Promise.resolve() },
  });
  await workspace.open();
  return {
    workspace,
    git: client.git,
    async type(path, text) {
      const opened = await workspace.openPost(path);
      await workspace.saveDraft(opened, { kind: 'source', text });
    },
    publish: (paths, message = 'Edit') => workspace.publish({ paths, message, author }),
    close: () => client.close(),
  };
}
