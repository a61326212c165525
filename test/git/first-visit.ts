import { systemClock, type Clock } from '#base';
import type { RemoteLocation } from '#git';
import { MemoryRepositoryStore, type RepositoryStore } from '#git/engine';
import { afterEach, expect } from 'vitest';
import { buildRepository, type TestRepository } from '../browser/harness/index.ts';
import { startGitServer, type GitServer, type GitServerOptions } from './git-server.ts';
import { createTestLock, openTestClient, type TestClient, type TestLock } from './open-repository.ts';

export interface Visit {
  readonly repository: TestRepository;
  readonly server: GitServer;
  readonly client: TestClient;
  readonly location: RemoteLocation;
}

export interface VisitOptions extends GitServerOptions {
  readonly files?: Readonly<Record<string, string>>;
  readonly store?: RepositoryStore;
  readonly lock?: TestLock;
  readonly clock?: Clock;
  readonly isFirstVisit?: boolean;
  readonly openStore?: () => Promise<RepositoryStore>;
  /** Whether the remote gives tips by their names, and the tab knows what it can do. */
  readonly isKnown?: boolean;
  /** The branch that the tab is told HEAD names. */
  readonly head?: string;
}

const undo: (() => void | Promise<void>)[] = [];

/** Ends what the visits of a test began; for a file to call once. */
export function leaveAfterEach(): void {
  afterEach(async () => {
    for (let next = undo.pop(); next !== undefined; next = undo.pop()) await next();
  });
}

/** A tab on a first visit to a remote of two posts. */
export async function visit({
  files = { 'posts/one.md': '# One\n', 'posts/two.md': '# Two\n' },
  store = new MemoryRepositoryStore(),
  lock = createTestLock(),
  clock = systemClock,
  isFirstVisit = true,
  openStore,
  isKnown = false,
  head,
  ...options
}: VisitOptions = {}): Promise<Visit> {
  const repository = await buildRepository({ files });
  await repository.git('config', 'uploadpack.allowFilter', 'true');
  if (isKnown) await repository.git('config', 'uploadpack.allowRefInWant', 'true');
  const server = await startGitServer(repository.path, options);
  undo.push(() => server.stop());
  const client = openTestClient(store, lock, {
    clock,
    isFirstVisit: async () => isFirstVisit,
    ...(openStore === undefined ? {} : { openStore }),
  });
  undo.push(() => client.close());
  const capabilities = ['version 2', 'ls-refs=unborn', 'fetch=shallow filter ref-in-want', 'object-format=sha1'];
  const location = {
    url: server.url,
    ...(isKnown ? { capabilities } : {}),
    ...(head === undefined ? {} : { head }),
  };
  return { repository, server, client, location };
}

/** Another tab of the same browser. */
export function openBeside(store: RepositoryStore, lock: TestLock): TestClient {
  const client = openTestClient(store, lock);
  undo.push(() => client.close());
  return client;
}

/** What all requests were for, in no order: "refs" for what the server can do. */
export function kindsOf({ requests }: GitServer): readonly string[] {
  return requests.map((url) => (url.includes('/info/refs') ? 'refs' : 'call')).sort();
}

export async function tipOf({ repository }: Visit, name = 'main'): Promise<string> {
  return (await repository.git('rev-parse', name)).trim();
}

/** Clones, and finds the two posts. */
export async function expectCloned(visited: Visit): Promise<void> {
  const { client } = visited;
  expect(await client.git.clone()).toMatchObject({ kind: 'cloned', state: { branch: 'main' } });
  expect(await client.git.fill()).toEqual({ kind: 'filled' });
  const { files, head } = await client.git.listFiles();
  expect(files.map(({ row }) => row?.title)).toEqual(['One', 'Two']);
  expect(head).toBe(await tipOf(visited));
}
