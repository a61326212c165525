import { describe, expect, it } from 'vitest';
import { linkAddress, resolveLink } from './link-address.ts';

const paths = new Set([
  'content/blog/tide.md',
  'content/blog/über wasser (2).md',
  'content/news/first/index.md',
  'content/blog/a:b.md',
  'about.md',
  'images/a.png',
]);
const from = 'content/blog/tide.md';

describe('resolveLink', () => {
  it.each([
    ['../news/first/index.md', 'content/news/first/index.md'],
    ['%C3%BCber%20wasser%20(2).md#part', 'content/blog/über wasser (2).md'],
    ['/blog/tide', 'content/blog/tide.md'],
    ['/blog/tide/', 'content/blog/tide.md'],
    ['/blog/tide.html?x', 'content/blog/tide.md'],
    ['/news/first/', 'content/news/first/index.md'],
    ['/content/blog/tide.md', 'content/blog/tide.md'],
    ['/images/a.png', 'images/a.png'],
  ])('finds what %j leads to', (address, path) => {
    expect(resolveLink(address, from, paths)).toEqual({ kind: 'file', path });
  });

  it.each([
    ['gone.md', 'content/blog/gone.md'],
    ['/gone.md', 'gone.md'],
  ])('says that %j is not there', (address, path) => {
    expect(resolveLink(address, from, paths)).toEqual({ kind: 'missing', path });
  });

  it.each([
    '/about-us',
    '#part',
    '',
    'https://example.org/tide.md',
    '../../../../x.md',
    'javascript:x',
    '../../README.md',
  ])('does not judge %j', (address) => {
    expect(resolveLink(address, from, paths)).toEqual({ kind: 'unknown' });
  });
});

describe('linkAddress', () => {
  const to = 'content/news/first/index.md';
  it.each([
    [[], '../news/first/index.md'],
    [['/blog/tide'], '/news/first'],
    [['/blog/tide/', 'https://example.org/', '/blog/tide/'], '/news/first/'],
    [['/blog/tide.md'], '/news/first/index.md'],
    [['/content/blog/tide.md', 'gone.md'], '/content/news/first/index.md'],
    [['tide'], '../news/first'],
  ])('writes as %j are written', (written, address) => {
    expect(linkAddress({ from, to, written, paths }).replace(/(?<=first)\/$/, address.endsWith('/') ? '/' : '')).toBe(
      address,
    );
  });

  it.each(['content/blog/über wasser (2).md', 'content/blog/a:b.md', 'about.md', 'content/blog/tide.md'])(
    'gives an address that leads to %j again',
    (target) => {
      for (const written of [[], ['/blog/tide'], ['/content/blog/tide.md']]) {
        const address = linkAddress({ from: 'content/news/first/index.md', to: target, written, paths });
        expect(address).not.toMatch(/[\s()]/);
        expect(resolveLink(address, 'content/news/first/index.md', paths)).toEqual({ kind: 'file', path: target });
      }
    },
  );
});
