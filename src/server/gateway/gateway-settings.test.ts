import { describe, expect, test } from 'vitest';
import { parseGatewaySettings } from './gateway-settings.ts';

const origins = ['https://cms.test'];

describe('[W1] the settings of a gateway', () => {
  test('name hosts, parts of hosts and hosts of the own network', () => {
    const { hosts } = parseGatewaySettings({
      origins,
      hosts: ['github.com', 'git.test:8443/ada/blogs'],
      privateHosts: ['git.intra.test'],
    });
    expect(hosts).toEqual([
      { host: 'github.com', under: '', reach: 'public' },
      { host: 'git.test:8443', under: '/ada/blogs', reach: 'public' },
      { host: 'git.intra.test', under: '', reach: 'own-network' },
    ]);
  });

  const faulty: readonly unknown[] = [
    {},
    null,
    { origins: [], hosts: ['github.com'] },
    { origins, hosts: [] },
    { origins },
    { origins: ['*'], hosts: ['github.com'] },
    { origins: ['null'], hosts: ['github.com'] },
    { origins: ['http://cms.test'], hosts: ['github.com'] },
    { origins: ['https://cms.test/'], hosts: ['github.com'] },
    { origins: ['https://*.test'], hosts: ['github.com'] },
    { origins, hosts: ['github.com'], everything: true },
    { origins, hosts: ['github.com'], limits: { requestBytes: 0 } },
    ...[
      '*',
      '*.test',
      'localhost',
      '127.0.0.1',
      '127.0.0.1:80',
      '2130706433',
      '0x7f.1',
      '[::1]',
      'GitHub.com',
      'github.com.',
      'github.com:443',
      'github.com:99999',
      'ann@github.com',
      'https://github.com',
      'gìthub.com',
      'git hub.com',
      'github.com/../x',
      'github.com/a%2fb',
      '',
    ].map((host) => ({ origins, hosts: [host] })),
  ];

  test.each(faulty.map((settings) => [settings] as const))('are refused in one line when they say %j', (settings) => {
    expect(() => parseGatewaySettings(settings)).toThrow(/^[^\n]+$/);
  });
});
