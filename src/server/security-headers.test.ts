import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { securityHeaders } from './security-headers.ts';

function directives(policy: string): ReadonlyMap<string, string> {
  return new Map(
    policy.split(';').map((directive): [string, string] => {
      const [name = '', ...values] = directive.trim().split(' ');
      return [name, values.join(' ')];
    }),
  );
}

describe('[H3] the policy in the page', () => {
  test('is that of the header, but for what a page can not say and may not know yet', () => {
    const html = readFileSync(resolve(import.meta.dirname, '../../index.html'), 'utf8');
    const inPage = directives(/http-equiv="Content-Security-Policy"\s+content="([^"]+)"/.exec(html)?.[1] ?? '');
    const inHeader = directives(securityHeaders['content-security-policy'] ?? '');
    const expected = new Map(inHeader);
    expected.delete('frame-ancestors');
    expected.set('connect-src', "'self' https: http://127.0.0.1:* http://localhost:*");
    // Workers begin in a blob there, so that they have the page's policy.
    expected.set('worker-src', "'self' blob:");
    expect(Object.fromEntries(inPage)).toEqual(Object.fromEntries(expected));
  });

  test('stands before everything that it is for', () => {
    const html = readFileSync(resolve(import.meta.dirname, '../../index.html'), 'utf8');
    expect(html.indexOf('Content-Security-Policy')).toBeLessThan(html.search(/<(?:script|link|style)/));
  });
});
