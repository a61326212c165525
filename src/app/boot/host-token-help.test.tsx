import { GalleyError } from '#base';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, render, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, describe, expect, it } from 'vitest';
import { HostTokenHelp, type HostTokenHelpProps } from './host-token-help.tsx';

afterEach(cleanup);

const tokenPage = { address: 'https://github.com/settings/tokens', sentence: 'Choose little.' };
const host = async () => ({ name: 'GitHub', requestWord: 'pull request', tokenPage }) as const;
const report = { account: 'ann', read: 'yes', write: 'yes', expires: null, problem: null, rules: null } as const;
const clock = { now: () => 0 };

type Parts = Pick<HostTokenHelpProps['workspace'], 'host' | 'checkToken'> & Partial<HostTokenHelpProps['workspace']>;

function show(parts: Parts, password = 'canary') {
  const workspace = { deviceSignIn: async () => null, ...parts };
  const got: unknown[] = [];
  const queries = new QueryClient();
  const drawn = (typed: string) => (
    <QueryClientProvider client={queries}>
      <HostTokenHelp
        workspace={workspace}
        clock={clock}
        username="ann"
        password={typed}
        onToken={(given) => got.push(given)}
      />
    </QueryClientProvider>
  );
  const { rerender, container } = render(drawn(password));
  return { container, got, type: (typed: string) => rerender(drawn(typed)) };
}

describe('[X2] [X7] help with tokens', () => {
  it('leads to the page of the host, in another tab that knows nothing of this one', async () => {
    show({ host, checkToken: async () => null });
    const link = await screen.findByRole('link', { name: 'Make a token at GitHub' });
    expect(link).toMatchObject({ href: tokenPage.address, target: '_blank', rel: 'noopener noreferrer' });
    expect(screen.getByText(/Choose little\./)).toBeDefined();
  });

  it('asks the host when that is pressed, and forgets what it said when another token is typed', async () => {
    const asked: unknown[] = [];
    const { type } = show({
      host,
      checkToken: async (given) => {
        asked.push(given);
        return report;
      },
    });
    const button = await screen.findByRole('button', { name: 'Check the token' });
    expect(asked).toEqual([]);
    await userEvent.click(button);
    expect(await screen.findByText(/GitHub knows this token as ann\./)).toBeDefined();
    expect(asked).toEqual([{ username: 'ann', password: 'canary' }]);
    type('another');
    expect(screen.queryByText(/knows this token/)).toBeNull();
  });

  it('lets a person go on whose host can not be asked', async () => {
    show({ host, checkToken: () => Promise.reject(new GalleyError('offline', 'No answer')) });
    await userEvent.click(await screen.findByRole('button', { name: 'Check the token' }));
    expect((await screen.findByRole('alert')).textContent).toMatch(/^GitHub could not be asked\. .* all the same\.$/);
  });

  it('can not be asked without a token', async () => {
    show({ host, checkToken: async () => report }, '');
    expect(await screen.findByRole('button', { name: 'Check the token' })).toMatchObject({ disabled: true });
  });

  it('says what failed', async () => {
    show({ host, checkToken: () => Promise.reject(new GalleyError('sign-in-needed', '401')) });
    await userEvent.click(await screen.findByRole('button', { name: 'Check the token' }));
    expect(await screen.findByText(/did not accept the user name and token/)).toBeDefined();
  });

  it('[X14] shows the code of a sign-in at the host, and gives the token on', async () => {
    const code = { userCode: 'ABCD-1234', address: 'https://github.com/login/device', deviceCode: 'd', interval: 5 };
    let enter = (): void => undefined;
    const entered = new Promise<void>((resolve) => {
      enter = resolve;
    });
    const { got } = show({
      host,
      checkToken: async () => null,
      deviceSignIn: async () => ({
        isOffered: async () => true,
        start: async () => ({ ...code, expires: 1e15 }),
        wait: async () => {
          await entered;
          return { kind: 'token', token: 'gho_1' };
        },
      }),
    });
    await userEvent.click(await screen.findByRole('button', { name: 'Get a token from GitHub' }));
    expect(await screen.findByText('ABCD-1234')).toBeDefined();
    expect(screen.getByRole('link', { name: 'GitHub’s page for codes' })).toMatchObject({ href: code.address });
    enter();
    expect(await screen.findByText(/press “Sign in”/)).toBeDefined();
    expect(got).toEqual([{ username: 'x-access-token', password: 'gho_1' }]);
  });

  it('is nothing at a server of git alone', async () => {
    const { container } = show({ host: async () => null, checkToken: async () => null });
    await Promise.resolve();
    expect(container.textContent).toBe('');
  });
});
