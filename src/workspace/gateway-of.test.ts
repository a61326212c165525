import { expect, it } from 'vitest';
import { gatewayOf } from './gateway-of.ts';

it.each([
  ['https://github.com/ada/site', 'https://gw.test/git/github.com/ada/site', 'https://gw.test'],
  ['https://git.test:1/a/b.git', 'https://cms.test/sub/gw/git/git.test:1/a/b.git', 'https://cms.test/sub/gw'],
  ['https://github.com/ada/site', 'https://gw.test/git/github.com/eve/site', undefined],
  ['https://github.com/ada/site', 'https://github.com/ada/site', undefined],
  ['https://github.com/ada/site', undefined, undefined],
])('[X14] %s by %s is reached through %s', (repository, address, gateway) => {
  expect(gatewayOf(repository, address)).toBe(gateway);
});
