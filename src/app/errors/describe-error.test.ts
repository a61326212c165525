import { GalleyError, type ErrorCode } from '#base';
import { describe, expect, it } from 'vitest';
import { describeError } from './describe-error.ts';

const codes: Readonly<Record<ErrorCode, true>> = {
  'not-found': true,
  'sign-in-needed': true,
  'not-allowed': true,
  'rate-limited': true,
  'server-error': true,
  offline: true,
  'cut-off': true,
  corrupt: true,
  'not-a-git-server': true,
  unsupported: true,
  'too-large': true,
  'out-of-storage': true,
  'storage-blocked': true,
  cancelled: true,
  'invalid-path': true,
  'invalid-input': true,
  'not-utf8': true,
  'branch-gone': true,
  'branch-rewritten': true,
  'signing-failed': true,
  internal: true,
};

function isCode(text: string): text is ErrorCode {
  return Object.hasOwn(codes, text);
}

describe('describeError', () => {
  it.each(Object.keys(codes).filter(isCode))('has a title and a whole sentence of its own for %s', (code) => {
    const error = GalleyError.fromRecord({ code, message: 'a technical message', data: {} });
    const words = describeError(error);
    expect(words.title).toMatch(/^[A-Z]/u);
    expect(words.sentence).toMatch(/^[A-Z].*\.$/u);
    expect(words.sentence).not.toContain(error.message);
  });

  it('offers to sign in where the host does not know the person', () => {
    expect(describeError(new GalleyError('sign-in-needed', '401')).action).toBe('sign-in');
  });

  it('offers nothing where trying again can not help', () => {
    expect(describeError(new GalleyError('too-large', '')).action).toBe('none');
  });

  it('says how long the host asks to wait, where it does', () => {
    const of = (retryAfter: number): string =>
      describeError(new GalleyError('rate-limited', '429', { data: { retryAfter } })).sentence;
    expect(of(90)).toContain('90 seconds');
    expect(of(600)).toContain('10 minutes');
    expect(of(7200)).toContain('2 hours');
  });
});
