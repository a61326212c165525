import { describe, expect, it } from 'vitest';
import { parseSiteFile, parseTypedAddress, signInFor } from './parse-site-file.ts';

const base = new URL('https://cms.test/sub/');
const parse = (file: unknown) => parseSiteFile(JSON.stringify(file), base);

describe('[H2] galley.json', () => {
  it('may name the repository alone', () => {
    expect(parse({ repository: 'https://git.test/ada/my%20site.git' })).toEqual({
      kind: 'site',
      repository: { name: 'my site', url: 'https://git.test/ada/my%20site.git', kind: 'remote' },
      location: {},
      origins: ['https://git.test'],
    });
  });

  it.each([
    ['https://gw.test', 'https://gw.test/git/git.test:8443/ada/site', 'https://gw.test'],
    ['https://gw.test/', 'https://gw.test/git/git.test:8443/ada/site', 'https://gw.test'],
    ['/gateway/', 'https://cms.test/gateway/git/git.test:8443/ada/site', 'https://cms.test'],
    ['gateway', 'https://cms.test/sub/gateway/git/git.test:8443/ada/site', 'https://cms.test'],
    ['http://127.0.0.1:4322', 'http://127.0.0.1:4322/git/git.test:8443/ada/site', 'http://127.0.0.1:4322'],
  ])('sends requests through the gateway %s', (gateway, address, origin) => {
    const site = parse({ repository: 'https://git.test:8443/ada/site/', gateway, branch: 'next', title: ' Ada ' });
    expect(site).toEqual({
      kind: 'site',
      repository: { name: 'Ada', url: 'https://git.test:8443/ada/site', kind: 'remote' },
      location: { address, branch: 'next' },
      origins: [origin],
    });
  });

  it('lets the page ask the API of a host that is known, beside its gateway', () => {
    const repository = 'https://github.com/ada/site';
    expect(parse({ repository, gateway: 'https://gw.test' })).toMatchObject({
      origins: ['https://gw.test', 'https://api.github.com'],
    });
    expect(parse({ repository: 'https://codeberg.org/ada/site' })).toMatchObject({ origins: ['https://codeberg.org'] });
  });

  it('may name what the page is registered as at a host that gives tokens to pages', () => {
    const signIn = { clientId: 'the-id', scope: 'api read:user' };
    expect(parse({ repository: 'https://gitlab.com/ada/site', signIn })).toMatchObject({ signIn });
    expect(parse({ repository: 'https://codeberg.org/ada/site', signIn: { clientId: 'x' } })).toMatchObject({
      signIn: { clientId: 'x' },
    });
  });

  it.each([
    'x',
    '[]',
    ...[
      { repository: 1 },
      { repository: 'site' },
      { repository: '/site' },
      { repository: 'http://git.test/site' },
      { repository: 'javascript:alert(1)//x' },
      { repository: 'https://ann@git.test/site' },
      { repository: 'https://ann:word@git.test/site' },
      { repository: 'https://git.test/site?x' },
      { repository: 'https://git.test/site#x' },
      { repository: 'https://git.test/' },
      { repository: 'https://git.test/site', gateway: 'http://gw.test' },
      { repository: 'https://git.test/site', gateway: 'data:text/plain,x' },
      { repository: 'https://git.test/site', branch: '-x' },
      { repository: 'https://git.test/site', branch: 'a..b' },
      { repository: 'https://git.test/site', title: '' },
      { repository: 'https://git.test/site', token: 'x' },
      { repository: 'https://gitlab.com/ada/site', host: 'https://gitlab.com' },
      { branch: 'main' },
      { host: 'https://gitlab.com/ada' },
      { host: 'https://git.test' },
      { host: 'http://gitlab.com' },
      { signIn: { clientId: 'x' } },
      { host: 'https://github.com', signIn: { clientId: 'x' } },
      { repository: 'https://git.test/ada/site', signIn: { clientId: 'x' } },
      { repository: 'https://github.com/ada/site', signIn: { clientId: 'x' } },
      { repository: 'https://gitlab.com/ada/site', signIn: {} },
      { repository: 'https://gitlab.com/ada/site', signIn: { clientId: '' } },
      { repository: 'https://gitlab.com/ada/site', signIn: { clientId: 'a&b' } },
      { repository: 'https://gitlab.com/ada/site', signIn: { clientId: 'x', clientSecret: 'y' } },
      { repository: 'https://gitlab.com/ada/site', signIn: { clientId: 'x', scope: 'a\nb' } },
    ].map((file) => JSON.stringify(file)),
  ])('is refused with a reason when it says %s', (text) => {
    expect(() => parseSiteFile(text, base)).toThrow(/^galley\.json can not be used: \S/);
  });
});

describe('[X23] a page that names no repository', () => {
  it.each([
    [{}, {}],
    [{ gateway: 'https://gw.test/x/' }, { gateway: 'https://gw.test/x' }],
    [
      { host: 'https://gitlab.com', signIn: { clientId: 'x' }, title: 'Ours' },
      { host: 'https://gitlab.com', signIn: { clientId: 'x' }, title: 'Ours' },
    ],
  ])('%j lets people choose', (file, settings) => {
    expect(parse(file)).toEqual({ kind: 'choice', settings });
  });

  it.each([
    ['https://github.com/ada/site', { kind: 'repository', url: 'https://github.com/ada/site' }],
    [' github.com/ada/site.git/ ', { kind: 'repository', url: 'https://github.com/ada/site.git' }],
    ['https://git.test/site', { kind: 'repository', url: 'https://git.test/site' }],
    ['http://localhost:8000/site', { kind: 'repository', url: 'http://localhost:8000/site' }],
    ['gitlab.com', { kind: 'host', origin: 'https://gitlab.com' }],
    ['https://gitlab.example.com/', { kind: 'host', origin: 'https://gitlab.example.com' }],
  ])('takes %s as it was meant', (text, address) => {
    expect(parseTypedAddress(text)).toEqual(address);
  });

  it.each([
    ['git.test', /own address/],
    ['http://git.test/site', /https/],
    ['javascript:alert(1)', /https/],
    ['git@github.com:ada/site.git', /user name|no address/],
    ['https://ann:secret@git.test/site', /user name/],
    ['https://git.test/site?x', /"\?"/],
    ['', /no address/],
    ['a b', /no address/],
  ])('says why %s can not be used', (text, reason) => {
    expect(parseTypedAddress(text)).toEqual({ kind: 'refused', reason: expect.stringMatching(reason) });
  });

  it('signs in with its registration at the host that it names alone', () => {
    const settings = { host: 'https://gitlab.com', signIn: { clientId: 'x' } };
    expect(signInFor(settings, 'https://gitlab.com/ada/site')).toEqual({ clientId: 'x' });
    expect(signInFor(settings, 'https://codeberg.org/ada/site')).toBeUndefined();
    expect(signInFor({}, 'https://gitlab.com/ada/site')).toBeUndefined();
  });
});
