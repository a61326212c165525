import { expect, it } from 'vitest';
import { validateRefName } from './ref-rules.ts';
import { validateSubmoduleName, validateSubmoduleUrl } from './submodule-rules.ts';

it.each(['main', 'drafts/spring-2024', 'refs/heads/main', 'a@b', 'straße', 'v1.0'])(
  'accepts the ref name %j',
  (name) => {
    expect(validateRefName(name)).toEqual({ kind: 'ok' });
  },
);

it.each([
  '',
  '-x',
  '@',
  'a b',
  'a..b',
  'a@{1}',
  'a.',
  'a/',
  '/a',
  'a//b',
  '.a',
  'a/.b',
  'a.lock',
  'a.lock/b',
  'a~1',
  'a^',
  'a:b',
  'a?',
  'a*',
  'a[',
  'a\\b',
  'a\u007f',
  '\ud800',
])('rejects the ref name %j', (name) => {
  expect(validateRefName(name).kind).toBe('rejected');
});

it('accepts only submodule names that do not climb', () => {
  expect(validateSubmoduleName('themes/paper').kind).toBe('ok');
  for (const name of ['', '..', 'a/../b', 'a\\..']) expect(validateSubmoduleName(name).kind).toBe('rejected');
});

it('accepts https and relative submodule addresses that stay on their host', () => {
  for (const url of ['https://example.org/a.git', 'http://example.org:8080/a', '../a.git', './../b/c.git']) {
    expect(validateSubmoduleUrl(url).kind).toBe('ok');
  }
  for (const url of [
    '',
    '-u',
    'ssh://x/y',
    'https:///x',
    'https:/x',
    '..//host/x',
    '../:x',
    'https://a/%0Ahost=b',
    'https://a:b/c',
    'ext::sh',
  ]) {
    expect(validateSubmoduleUrl(url).kind).toBe('rejected');
  }
});
