import { describe, expect, it } from 'vitest';
import { hostOf } from './host-place.ts';
import { tokenPageOf } from './token-page.ts';

describe('[X1] an address', () => {
  it.each([
    ['https://github.com/ada/site.git', 'github', 'GitHub', 'https://api.github.com', 'ada/site'],
    ['https://github.com/ada/site.github.io/', 'github', 'GitHub', 'https://api.github.com', 'ada/site.github.io'],
    ['https://GitHub.com/ada/site', 'github', 'GitHub', 'https://api.github.com', 'ada/site'],
    ['https://github.corp.test/ada/site', 'github', 'github.corp.test', 'https://github.corp.test/api/v3', 'ada/site'],
    ['https://gitlab.com/a/b/c/site.git', 'gitlab', 'GitLab', 'https://gitlab.com/api/v4', 'a/b/c/site'],
    ['https://gitlab.x.test:8443/a/b', 'gitlab', 'gitlab.x.test:8443', 'https://gitlab.x.test:8443/api/v4', 'a/b'],
    ['https://codeberg.org/ada/site', 'gitea', 'Codeberg', 'https://codeberg.org/api/v1', 'ada/site'],
    [
      'https://my-forgejo.x.test/ada/site',
      'gitea',
      'my-forgejo.x.test',
      'https://my-forgejo.x.test/api/v1',
      'ada/site',
    ],
    ['https://bitbucket.org/ada/site.git', 'bitbucket', 'Bitbucket', 'https://api.bitbucket.org/2.0', 'ada/site'],
  ])('%s leads to a known host', (address, kind, name, api, path) => {
    expect(hostOf(address)).toEqual({ kind, name, origin: new URL(address).origin, api, path });
  });

  it.each([
    'https://git.example.test/ada/site.git',
    'http://github.com/ada/site',
    'https://ann:word@github.com/ada/site',
    'https://github.com/ada',
    'https://github.com/ada/site/tree/main',
    'https://github.com/ada/si%2fte',
    'https://github.com/ada//site',
    'https://github.com:444/ada/site',
    'https://notgithub.test/ada/site',
    'https://gitlab/ada/site',
    'https://gitlab.github.com/ada/site',
    'https://evilgitlab.test/ada/site',
    'ssh://git@github.com/ada/site',
    'github.com/ada/site',
    '/git/demo.git',
    '',
  ])('%s is for git alone', (address) => {
    expect(hostOf(address)).toBeUndefined();
  });

  it('[X2] has a page for tokens on the host itself, with a sentence that names no wider right', () => {
    for (const address of [
      'https://github.com/ada/site',
      'https://gitlab.x.test/ada/site',
      'https://codeberg.org/ada/site',
      'https://bitbucket.org/ada/site',
    ]) {
      const place = hostOf(address);
      const page = place && tokenPageOf(place);
      expect([new URL(address).origin, 'https://id.atlassian.com']).toContain(new URL(page?.address ?? '').origin);
      expect(page?.sentence).toMatch(/^[A-Z].*\.$/);
      expect(`${page?.address} ${page?.sentence}`).not.toMatch(/admin|delete|workflow|scopes=api\b/);
    }
  });
});
