import { systemClock, type Clock } from '#base';
import { MemoryRepositoryStore } from '#git/engine';
import { describe, expect, it } from 'vitest';
import { expectCloned, kindsOf, leaveAfterEach, openBeside, tipOf, visit } from './first-visit.ts';
import { createTestLock, type TestLock } from './open-repository.ts';

leaveAfterEach();

describe('a first visit', () => {
  it('asks the remote once, before there is a store, and clones with what it said', async () => {
    const visited = await visit();
    await visited.client.git.open(visited.location);
    await expectCloned(visited);
    // The branches, the folders and the files: nothing is asked again.
    expect(kindsOf(visited.server)).toEqual(['call', 'call', 'call', 'refs']);
  });

  it('asks nothing before a clone where it is not the first', async () => {
    const visited = await visit({ isFirstVisit: false });
    await visited.client.git.open(visited.location);
    expect(visited.server.requests).toEqual([]);
    await expectCloned(visited);
  });

  it('asks again with the credentials of who signs in', async () => {
    const credentials = { username: 'ada', password: 'secret' };
    const visited = await visit({ credentials });
    await visited.client.git.open(visited.location);
    expect(await visited.client.git.clone()).toMatchObject({ error: { code: 'sign-in-needed' } });
    await visited.client.git.setCredentials(credentials);
    await expectCloned(visited);
  });

  it.each([
    ['fails', { kind: 'status', status: 500 }],
    ['is cut off', { kind: 'cut', share: 0.5 }],
    ['is told to wait', { kind: 'status', status: 429, headers: { 'retry-after': '1' } }],
    ['is told what is not there', { kind: 'status', status: 404 }],
  ] as const)('clones all the same when what it asks early %s', async (_name, fault) => {
    const visited = await visit({ fault: ({ index }) => (index < 2 ? fault : undefined) });
    await visited.client.git.open(visited.location);
    await expectCloned(visited);
    expect(kindsOf(visited.server).filter((kind) => kind === 'refs')).toHaveLength(2);
  });

  it('does not clone what the remote said long ago', async () => {
    let later = 0;
    const clock: Clock = { ...systemClock, now: () => Date.now() + later };
    const visited = await visit({ clock });
    await visited.client.git.open(visited.location);
    later = 20_000;
    await visited.repository.commit({ files: { 'posts/one.md': '# Uno\n' } });
    expect(await visited.client.git.clone()).toMatchObject({ kind: 'cloned' });
    expect((await visited.client.git.state()).head).toBe(await tipOf(visited));
    expect(kindsOf(visited.server).filter((kind) => kind === 'refs')).toHaveLength(2);
  });

  it('can be cancelled while the remote says nothing', async () => {
    const visited = await visit();
    visited.server.setFault(() => ({ kind: 'hang' }));
    const controller = new AbortController();
    await visited.client.git.open(visited.location);
    const cloning = visited.client.git.clone({ signal: controller.signal });
    controller.abort();
    expect(await cloning).toMatchObject({ error: { code: 'cancelled' } });
  });

  it('can be cancelled before the browser lets it begin', async () => {
    const controller = new AbortController();
    const lock = createTestLock();
    const late: TestLock = {
      ...lock,
      transfer(work) {
        controller.abort();
        // The message that says so comes first.
        return new Promise((resolve) => setTimeout(resolve)).then(() => lock.transfer(work));
      },
    };
    const visited = await visit({ lock: late });
    visited.server.setFault(() => ({ kind: 'hang' }));
    await visited.client.git.open(visited.location);
    expect(await visited.client.git.clone({ signal: controller.signal })).toMatchObject({
      error: { code: 'cancelled' },
    });
  });

  it('does not take the branch back where another tab has cloned and gone on meanwhile', async () => {
    const [store, lock] = [new MemoryRepositoryStore(), createTestLock()];
    const visited = await visit({ store, lock });
    const other = openBeside(store, lock);
    for (const { git } of [visited.client, other]) await git.open(visited.location);
    expect(await other.git.clone()).toMatchObject({ kind: 'cloned' });
    expect(await visited.client.git.clone()).toMatchObject({ kind: 'cloned' });
    const theirs = await visited.repository.commit({ files: { 'posts/one.md': '# Uno\n' } });
    expect(await other.git.fetch()).toMatchObject({ remoteHead: theirs });
    expect(await visited.client.git.fetch()).toMatchObject({ remoteHead: theirs });
    expect(await visited.client.git.state()).toMatchObject({ head: theirs });
  });
});
