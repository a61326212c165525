import { visibleLine } from '#base';
import type { NamedBranchRules } from '#workspace';

/** What a protected branch means for who wants to publish to it, in a sentence or two; null for a branch that anyone may write to. */
export function describeBranch({ branch, isProtected, write, push, approvals }: NamedBranchRules): string | null {
  if (write === 'no') {
    return 'Your account may read this site and not write to it: what you write goes to a copy of your own at the host, and is suggested from there.';
  }
  if (!isProtected && push !== 'no') return null;
  const name = visibleLine(branch, 60);
  if (push === 'yes') return `The branch “${name}” is protected, and you may publish to it.`;
  const asked =
    approvals === null || approvals < 1
      ? ''
      : ` Its rules ask for ${approvals === 1 ? 'one approval' : `${approvals} approvals`}.`;
  return push === 'no'
    ? `The branch “${name}” is protected: you can not publish to it yourself, so send what you write for review.${asked}`
    : `The branch “${name}” is protected: what you write may have to be sent for review.${asked}`;
}
