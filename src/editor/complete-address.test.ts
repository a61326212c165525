import { describe, expect, it } from 'vitest';
import { completeAddress } from './complete-address.ts';

describe('completeAddress', () => {
  it.each([
    ['example.org', 'https://example.org'],
    ['  example.org/x?y=1#z ', 'https://example.org/x?y=1#z'],
    ['sub.example.co.uk:8080/x', 'https://sub.example.co.uk:8080/x'],
    ['me@example.org', 'mailto:me@example.org'],
  ])('completes %j to %j', (typed, address) => {
    expect(completeAddress(typed)).toBe(address);
  });

  it.each([
    '',
    '/about',
    './page.md',
    'page.md',
    'guide.html#part',
    '#part',
    '?q=example.org',
    'posts/example.org',
    'https://example.org',
    '//example.org',
    'mailto:me@example.org',
    'javascript:alert(1)',
    'localhost:3000',
    'two words.org',
  ])('leaves %j alone', (typed) => {
    expect(completeAddress(typed)).toBe(typed);
  });
});
