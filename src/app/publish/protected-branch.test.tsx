import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, render, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import type { NamedBranchRules } from '#workspace';
import { afterEach, expect, it } from 'vitest';
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
  const { sent } = show({ branch: 'main', isProtected: true, push: 'no', approvals: 1 });
  expect(await screen.findByText(/The branch “main” is protected: .* one approval\./)).toBeDefined();
  await userEvent.click(screen.getByRole('button', { name: 'Send for review instead' }));
  expect(sent).toEqual(['review']);
});

it.each([null, { branch: 'main', isProtected: true, push: 'yes', approvals: 1 } as const])(
  '[X8] is silent where one may push, or nothing is told (%o)',
  async (rules) => {
    const { container, answer } = show(rules);
    await answer;
    expect(container.textContent).toBe('');
  },
);
