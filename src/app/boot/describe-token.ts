import { visibleLine } from '#base';
import type { TokenReport } from '#workspace';
import { formatDay } from '../format-day.ts';

/** What the host says of a token, for the person who gave it. */
export interface TokenWords {
  readonly tone: 'good' | 'caution';
  readonly sentences: readonly string[];
}

/** Puts what a host says of a token into words: who it is, what lacks, how long it lasts, and what the branch asks for. */
export function describeToken(report: TokenReport, { host, now }: { host: string; now: number }): TokenWords {
  const { account, write, read, expires, problem, rules } = report;
  const sentences = [
    account === null ? `${host} accepts this token.` : `${host} knows this token as ${visibleLine(account, 60)}.`,
  ];
  if (read === 'unknown' && account === null) sentences[0] = `${host} does not tell what this token may do.`;
  if (problem !== null) sentences.push(problem);
  else if (write === 'yes') sentences.push('It may read and write this repository.');
  else if (read === 'yes')
    sentences.push(
      'Your account may read and write this repository. Whether the token may write is not told before you publish.',
    );
  const isEnded = expires !== null && expires <= now;
  if (expires !== null)
    sentences.push(isEnded ? `It ended on ${formatDay(expires)}.` : `It ends on ${formatDay(expires)}.`);
  const branch = describeBranch(rules, write);
  if (branch !== null) sentences.push(branch);
  return { tone: problem === null && !isEnded ? 'good' : 'caution', sentences };
}

function describeBranch(rules: TokenReport['rules'], write: TokenReport['write']): string | null {
  if (rules === null || write === 'no' || !(rules.isProtected || rules.push === 'no')) return null;
  const approvals =
    rules.approvals === null || rules.approvals < 1
      ? ''
      : ` Its rules ask for ${rules.approvals === 1 ? 'one approval' : `${rules.approvals} approvals`}.`;
  const branch = visibleLine(rules.branch, 60);
  if (rules.push === 'yes') return `The branch “${branch}” is protected, and you may publish to it.`;
  return rules.push === 'no'
    ? `The branch “${branch}” is protected: you can not publish to it yourself, so send what you write for review.${approvals}`
    : `The branch “${branch}” is protected: what you write may have to be sent for review.${approvals}`;
}
