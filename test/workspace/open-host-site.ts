import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { systemClock, type Clock } from '#base';
import { createMemoryDraftStore } from '#drafts';
import { MemoryRepositoryStore } from '#git/engine';
import { createWorkspace, type Workspace } from '#workspace';
import { setupServer, type SetupServer } from 'msw/node';
import { buildRepository } from '../browser/harness/index.ts';
import { temporaryFolder } from '../browser/harness/cleanup.ts';
import { runTestGit } from '../browser/harness/run-test-git.ts';
import { startGitServer, type GitServer } from '../git/git-server.ts';
import { openTestClient, type TestClient } from '../git/open-repository.ts';

export const ada = { name: 'Ada', email: 'ada@example.test' };
export const ann = { name: 'Ann', email: 'ann@example.test' };

/** One person's tab on a site at a host, signed in there. */
export interface HostTab {
  readonly workspace: Workspace;
  readonly git: TestClient['git'];
  /** Sends `text` as the review of the post. */
  send(path: string, text: string, reviewers?: readonly string[]): ReturnType<Workspace['reviews']['send']>;
}

/** A repository at github.com behind a gateway: git is real, and the host's API is what a test answers. */
export interface HostSite {
  readonly server: GitServer;
  readonly api: SetupServer;
  /** Runs git in the repository of that path at the host. */
  git(path: string, ...args: readonly string[]): Promise<string>;
  /** Copies the site to another path at the host, as its forks are. */
  fork(path: string): Promise<void>;
  /** Opens a tab; `kept` is what the browser has from one before. */
  join(who?: typeof ada, kept?: { readonly store: MemoryRepositoryStore; readonly clock?: Clock }): Promise<HostTab>;
  stop(): Promise<void>;
}

export async function openHostSite(files: Readonly<Record<string, string>>): Promise<HostSite> {
  const built = await buildRepository({ files });
  const root = await temporaryFolder();
  const folderOf = (path: string): string => join(root, 'git', 'github.com', path);
  const copy = async (from: string, path: string): Promise<void> => {
    await mkdir(dirname(folderOf(path)), { recursive: true });
    await runTestGit(['clone', '--quiet', '--bare', from, folderOf(path)]);
  };
  await copy(built.path, 'ada/site');
  const server = await startGitServer(join(root, 'git'));
  const api = setupServer();
  api.listen({ onUnhandledRequest: 'bypass' });
  const open: TestClient[] = [];
  return {
    server,
    api,
    git: (path, ...args) => runTestGit(args, { cwd: folderOf(path) }),
    fork: (path) => copy(folderOf('ada/site'), path),
    async join(who = ada, { store, clock = systemClock } = { store: new MemoryRepositoryStore() }) {
      const client = openTestClient(store);
      open.push(client);
      const url = 'https://github.com/ada/site';
      const workspace = createWorkspace({
        repository: { name: 'site', url, kind: 'remote' },
        location: { url, address: `${server.url}/github.com/ada/site` },
        git: client.git,
        drafts: createMemoryDraftStore(),
        clock,
        durable: false,
        mayAskHost: true,
        identities: { get: () => Promise.resolve(who), set: () => Promise.resolve() },
      });
      const isKept = (await workspace.open()).kind === 'ready';
      await workspace.signIn({ username: who.name, password: 'canary' });
      if (!isKept) await workspace.clone({});
      return {
        workspace,
        git: client.git,
        async send(path, text, reviewers = []) {
          const opened = await workspace.openPost(path);
          await workspace.saveDraft(opened, { kind: 'source', text });
          return workspace.reviews.send({ paths: [path], title: 'One post', summary: 'Why.', reviewers, author: who });
        },
      };
    },
    async stop() {
      for (const client of open) client.close();
      api.close();
      await server.stop();
    },
  };
}
