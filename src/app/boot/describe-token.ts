import { visibleLine } from '#base';
import type { TokenReport } from '#workspace';
import { describeBranch } from '../publish/describe-branch.ts';
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
  const branch = rules === null || write === 'no' ? null : describeBranch(rules);
  if (branch !== null) sentences.push(branch);
  return { tone: problem === null && !isEnded ? 'good' : 'caution', sentences };
}
