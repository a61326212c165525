import { setupServer } from 'msw/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createMemoryRemote } from '#mocks';
import { cloneForTest } from '../../test/git/open-repository.ts';

const url = 'http://remote.test/site.git';
const remote = createMemoryRemote({ url, files: { 'posts/one.md': '# One\n' } });
const server = setupServer(...remote.handlers);

beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterAll(() => server.close());

describe('the git remote in memory', () => {
  it('lists its branch in protocol version 2', async () => {
    const response = await fetch(`${url}/git-upload-pack`, { method: 'POST', body: '0014command=ls-refs\n0000' });
    expect(await response.text()).toContain(`${remote.log()[0]} refs/heads/main`);
  });

  it('goes on with commits of others', () => {
    const [before] = remote.log();
    const tip = remote.commit({ 'posts/two.md': '# Two\n' }, 'Two');
    expect(remote.log()).toEqual([tip, before]);
    expect(remote.read('posts/two.md')).toBe('# Two\n');
    expect(remote.read('posts/one.md')).toBe('# One\n');
  });

  it('is cloned, published to and followed by the real engine', async () => {
    const client = await cloneForTest({ url });
    const { head } = await client.git.state();
    const made = await client.git.commit({
      changes: [{ kind: 'write', path: 'posts/one.md', content: new TextEncoder().encode('# Uno\n') }],
      message: 'Uno',
      author: { name: 'Ada', email: 'ada@example.test' },
      expectedHead: head,
    });
    expect(await client.git.push()).toMatchObject({ kind: 'published' });
    expect(remote.log()[0]).toBe(made.kind === 'committed' ? made.commit : undefined);
    expect(remote.read('posts/one.md')).toBe('# Uno\n');
    const theirs = remote.commit({ 'posts/one.md': '# Un\n' }, 'Un');
    expect(await client.git.fetch()).toMatchObject({ kind: 'fetched', remoteHead: theirs, moved: true });
    expect(remote.requests.slice(-3)).toEqual(['receive-pack', 'upload-pack', 'upload-pack']);
    client.close();
  });

  it('fails where it is told to', async () => {
    remote.setFault(() => ({ kind: 'status', status: 429, headers: { 'retry-after': '7' } }));
    const response = await fetch(`${url}/info/refs?service=git-upload-pack`);
    remote.setFault(undefined);
    expect([response.status, response.headers.get('retry-after')]).toEqual([429, '7']);
  });
});
