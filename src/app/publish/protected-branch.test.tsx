import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, render, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import type { NamedBranchRules } from '#workspace';
import { afterEach, expect, it } from 'vitest';
import { BranchNotice } from './branch-notice.tsx';
import { wayToSend } from './branch-rules.ts';
import { ProtectedBranch } from './protected-branch.tsx';

afterEach(cleanup);

function show(rules: NamedBranchRules | null) {
  const sent: string[] = [];
  let answered = (): void => undefined;
  const answer = new Promise<void>((resolve) => {
    answered = resolve;
  });
  const branchRules = async () => {
    queueMicrotask(answered);
    return rules;
  };
  const { container } = render(
    <QueryClientProvider client={new QueryClient()}>
      <ProtectedBranch workspace={{ branchRules }} onSend={() => sent.push('review')} />
    </QueryClientProvider>,
  );
  return { container, sent, answer };
}

it('[X8] leads from a branch that takes no push to a review', async () => {
  const { sent } = show({ branch: 'main', isProtected: true, write: 'yes', push: 'no', approvals: 1 });
  expect(await screen.findByText(/The branch “main” is protected: .* one approval\./)).toBeDefined();
  await userEvent.click(screen.getByRole('button', { name: 'Send for review instead' }));
  expect(sent).toEqual(['review']);
});

it.each([null, { branch: 'main', isProtected: true, write: 'yes', push: 'yes', approvals: 1 } as const])(
  '[X8] is silent where one may push, or nothing is told (%o)',
  async (rules) => {
    const { container, answer } = show(rules);
    await answer;
    expect(container.textContent).toBe('');
  },
);

const showNotice = (rules: NamedBranchRules | null) =>
  render(
    <QueryClientProvider client={new QueryClient()}>
      <BranchNotice workspace={{ branchRules: async () => rules }} />
    </QueryClientProvider>,
  );

it('[X15] says before work starts what the branch takes, until the person has taken note', async () => {
  const { container } = showNotice({
    branch: 'main',
    isProtected: true,
    write: 'yes',
    push: 'unknown',
    approvals: null,
  });
  expect(await screen.findByText(/“main” is protected: what you write may have to be sent for review\./)).toBeDefined();
  await userEvent.click(screen.getByRole('button', { name: 'Got it' }));
  await expect.poll(() => container.textContent).toBe('');
});

it('[X15] says that the account may only read', async () => {
  showNotice({ branch: 'main', isProtected: false, write: 'no', push: 'no', approvals: null });
  expect(await screen.findByText(/may read this site and not write to it/)).toBeDefined();
});

it.each([
  [null, null],
  [{ branch: 'main', isProtected: true, write: 'yes', push: 'unknown', approvals: null }, null],
  [{ branch: 'main', isProtected: true, write: 'yes', push: 'no', approvals: null }, 'Send for review…'],
  [{ branch: 'main', isProtected: false, write: 'no', push: 'no', approvals: null }, 'Suggest changes…'],
] as const)('[X15] a branch that takes no push leads on to a review (%o: %s)', (rules, way) => {
  expect(wayToSend(rules)).toBe(way);
});
