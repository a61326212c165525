import { describe, expect, test } from 'vitest';
import { parseRemoteAddress } from './remote-address.ts';
import { StartError } from './start-error.ts';

describe('parseRemoteAddress', () => {
  test.each([
    ['https://git.test/ann/blog.git', 'https://git.test/ann/blog.git', 'blog'],
    ['https://git.test/ann/blog/', 'https://git.test/ann/blog', 'blog'],
    ['https://git.test:8443/ann/my%20blog', 'https://git.test:8443/ann/my%20blog', 'my blog'],
    ['http://127.0.0.1:3000/blog.git', 'http://127.0.0.1:3000/blog.git', 'blog'],
    ['http://localhost/blog.git', 'http://localhost/blog.git', 'blog'],
    ['http://[::1]:3000/blog.git', 'http://[::1]:3000/blog.git', 'blog'],
    ['http://2130706433/blog.git', 'http://127.0.0.1/blog.git', 'blog'],
  ])('takes %s', (text, href, name) => {
    const address = parseRemoteAddress(text);
    expect(address.url.href).toBe(href);
    expect(address.name).toBe(name);
  });

  test.each([
    'git@git.test:ann/blog.git',
    'ssh://git.test/ann/blog.git',
    'file:///srv/blog.git',
    'javascript:alert(1)',
    'blog',
    '',
    'http://git.test/blog.git',
    'http://localhost.git.test/blog.git',
    'http://127.0.0.1.git.test/blog.git',
    'http://127.0.0.1@git.test/blog.git',
    'http://0.0.0.0/blog.git',
    'http://192.168.0.2/blog.git',
    'https://ann@git.test/blog.git',
    'https://ann:word@git.test/blog.git',
    'https://git.test/blog.git?service=x',
    'https://git.test/blog.git#x',
    'https://git.test',
    'https://git.test/.git',
  ])('refuses %s in one line', (text) => {
    const refuse = () => parseRemoteAddress(text);
    expect(refuse).toThrow(StartError);
    expect(refuse).toThrow(/^[^\n]+$/);
  });
});
