import { MemoryRepositoryStore } from '#git/engine';
import { afterEach, expect, it } from 'vitest';
import { buildRepository } from '../browser/harness/index.ts';
import { startGitServer } from './git-server.ts';
import { createTestLock, openTestClient, type TestClient } from './open-repository.ts';

const undo: (() => void | Promise<void>)[] = [];

afterEach(async () => {
  for (let next = undo.pop(); next !== undefined; next = undo.pop()) await next();
});

/** Runs `beforeUpdate` when a pack is written and the step that names it is about to be made. */
class PausingStore extends MemoryRepositoryStore {
  beforeUpdate: () => Promise<void> = () => Promise.resolve();

  override async update(step: Parameters<MemoryRepositoryStore['update']>[0]): Promise<boolean> {
    await this.beforeUpdate();
    return super.update(step);
  }
}

it('opening a tab keeps the pack that another tab has written and not named yet', async () => {
  const repository = await buildRepository({ files: { 'posts/one.md': '# One\n' } });
  const server = await startGitServer(repository.path);
  undo.push(() => server.stop());
  const store = new PausingStore();
  const lock = createTestLock();
  const open = async (): Promise<TestClient> => {
    const client = openTestClient(store, lock);
    undo.push(() => client.close());
    await client.git.open({ url: server.url });
    return client;
  };
  const first = await open();
  await first.git.clone();
  await repository.commit({ files: { 'posts/two.md': '# Two\n' } });
  store.beforeUpdate = async () => {
    store.beforeUpdate = () => Promise.resolve();
    await open();
  };
  expect(await first.git.fetch()).toMatchObject({ kind: 'fetched', moved: true });
  const { git } = await open();
  const two = (await git.listFiles()).files.find(({ path }) => path === 'posts/two.md');
  expect(new TextDecoder().decode(await git.readBlob(two?.oid ?? ''))).toBe('# Two\n');
});
