import { setupServer } from 'msw/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createMemoryRemote } from '#mocks';

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

  it('fails where it is told to', async () => {
    remote.setFault(() => ({ kind: 'status', status: 429, headers: { 'retry-after': '7' } }));
    const response = await fetch(`${url}/info/refs?service=git-upload-pack`);
    remote.setFault(undefined);
    expect([response.status, response.headers.get('retry-after')]).toEqual([429, '7']);
  });
});
