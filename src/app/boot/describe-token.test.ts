import type { TokenReport } from '#workspace';
import { describe, expect, it } from 'vitest';
import { describeToken } from './describe-token.ts';

const report: TokenReport = {
  account: 'ann',
  read: 'yes',
  write: 'yes',
  expires: null,
  problem: null,
  rules: { branch: 'main', isProtected: false, write: 'yes', push: 'yes', approvals: null },
};
const now = Date.UTC(2026, 0, 1);
const of = (change: Partial<TokenReport>) => describeToken({ ...report, ...change }, { host: 'GitHub', now });
const rulesOf = (rules: Partial<NonNullable<TokenReport['rules']>>) =>
  of({ rules: { branch: 'main', isProtected: true, write: 'yes', push: 'no', approvals: null, ...rules } });

describe('[X7] the words for a token', () => {
  it('say who it is and what it may do', () => {
    expect(of({})).toEqual({
      tone: 'good',
      sentences: ['GitHub knows this token as ann.', 'It may read and write this repository.'],
    });
  });

  it('promise nothing that the host does not tell', () => {
    expect(of({ write: 'unknown' }).sentences[1]).toContain('Whether the token may write is not told');
    expect(of({ account: null, read: 'unknown', write: 'unknown' }).sentences).toEqual([
      'GitHub does not tell what this token may do.',
    ]);
  });

  it('name what lacks, with caution', () => {
    const words = of({ write: 'no', problem: 'The token lacks the scope “repo”.' });
    expect(words).toEqual({
      tone: 'caution',
      sentences: ['GitHub knows this token as ann.', 'The token lacks the scope “repo”.'],
    });
  });

  it('say when it ends, and warn when it has', () => {
    expect(of({ expires: Date.UTC(2026, 4, 2, 12) })).toMatchObject({ tone: 'good' });
    expect(of({ expires: Date.UTC(2026, 4, 2, 12) }).sentences).toContain('It ends on May 2, 2026.');
    expect(of({ expires: now - 1 }).tone).toBe('caution');
  });

  it('[X8] explain a protected branch before work starts', () => {
    expect(rulesOf({ approvals: 2 }).sentences[2]).toBe(
      'The branch “main” is protected: you can not publish to it yourself, so send what you write for review. Its rules ask for 2 approvals.',
    );
    expect(rulesOf({ push: 'unknown', approvals: 1 }).sentences[2]).toMatch(/may have to be sent .* one approval\.$/);
    expect(rulesOf({ push: 'yes' }).sentences[2]).toBe('The branch “main” is protected, and you may publish to it.');
    expect(of({}).sentences.length).toBe(2);
  });

  it('make visible what names hide', () => {
    const { sentences } = of({
      account: '\u202eeve',
      rules: { branch: `ma\u0007in${'x'.repeat(500)}`, isProtected: true, write: 'yes', push: 'no', approvals: null },
    });
    expect(sentences[0]).toContain('⟨U+202E⟩eve');
    expect(sentences[2]).toContain('ma␇in');
    expect(sentences[2]?.length).toBeLessThan(200);
  });
});
