import { systemClock } from '#base';
import { createMemoryDraftStore, type DraftStore } from '#drafts';
import { MemoryRepositoryStore } from '#git/engine';
import { createWorkspace, type PublishOutcome, type PublishRequest, type Workspace } from '#workspace';
import { buildRepository, type TestRepository } from '../browser/harness/index.ts';
import { startGitServer, type GitServer } from '../git/git-server.ts';
import { openTestClient, type TestClient } from '../git/open-repository.ts';

export const author = { name: 'Ada', email: 'ada@example.test' };

/** A real repository behind the real git server, and one person's tab on it. */
export interface Site {
  readonly repository: TestRepository;
  readonly server: GitServer;
  readonly workspace: Workspace;
  readonly git: TestClient['git'];
  readonly drafts: DraftStore;
  /** Makes `text` the draft of `path`, as if typed. */
  write(path: string, text: string): Promise<void>;
  publish(paths: readonly string[], choices?: PublishRequest['choices']): Promise<PublishOutcome>;
  /** Closes the tab and opens another on what the browser kept. */
  reopen(): Promise<Site>;
  /** Opens another tab of the same browser beside this one. */
  openBeside(): Promise<Site>;
  /** Opens another person's tab, on a clone of their own. */
  join(): Promise<Site>;
  stop(): Promise<void>;
}

export async function openSite(files: Readonly<Record<string, string | Uint8Array>>): Promise<Site> {
  const repository = await buildRepository({ files });
  const server = await startGitServer(repository.path);
  return openTab({ repository, server, store: new MemoryRepositoryStore(), drafts: createMemoryDraftStore() });
}

interface Kept {
  readonly repository: TestRepository;
  readonly server: GitServer;
  readonly store: MemoryRepositoryStore;
  readonly drafts: DraftStore;
}

async function openTab(kept: Kept): Promise<Site> {
  const { repository, server, store, drafts } = kept;
  const client = openTestClient(store);
  const workspace = createWorkspace({
    repository: { name: 'site', url: server.url, kind: 'local' },
    location: { url: server.url },
    git: client.git,
    drafts,
    clock: systemClock,
    durable: false,
    identities: { get: () => Promise.resolve(author), set: () => Promise.resolve() },
  });
  if ((await workspace.open()).kind === 'not-cloned') await workspace.clone({});
  let beside: Site | undefined;
  return {
    repository,
    server,
    workspace,
    git: client.git,
    drafts,
    async write(path, text) {
      const opened = await workspace.openPost(path);
      await workspace.saveDraft(opened, { kind: 'source', text });
    },
    publish: (paths, choices) =>
      workspace.publish({ paths, message: 'Edit', author, ...(choices === undefined ? {} : { choices }) }),
    reopen() {
      client.close();
      return openTab(kept);
    },
    async openBeside() {
      beside = await openTab(kept);
      return beside;
    },
    async join() {
      beside = await openTab({ ...kept, store: new MemoryRepositoryStore(), drafts: createMemoryDraftStore() });
      await beside.workspace.sync();
      return beside;
    },
    async stop() {
      client.close();
      await (beside === undefined ? server.stop() : beside.stop());
    },
  };
}
