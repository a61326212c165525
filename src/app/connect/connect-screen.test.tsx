import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, render, screen, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { CameBack } from './ask-for-repository.tsx';
import { ConnectScreen, type Choice, type ConnectScreenProps } from './connect-screen.tsx';
import { noteUnfinished, rememberRepository } from './known-repositories.ts';

const api = 'https://gitlab.com/api/v4';
const names = Array.from({ length: 65 }, (_, index) => `ada/site-${String(index).padStart(2, '0')}`);
let isRefused = false;
const asked: string[] = [];

const server = setupServer(
  http.get(`${api}/projects`, ({ request }) => {
    asked.push(request.headers.get('authorization') ?? '');
    if (isRefused) return HttpResponse.json({ message: '401 Unauthorized' }, { status: 401 });
    const page = Number(new URL(request.url).searchParams.get('page') ?? '1');
    const items = names.slice((page - 1) * 25, page * 25);
    return HttpResponse.json(
      items.map((path) => ({ path_with_namespace: path, visibility: 'private', default_branch: 'main' })),
      { headers: { 'x-next-page': page < 3 ? String(page + 1) : '' } },
    );
  }),
  http.get(`${api}/projects/:id/repository/branches`, () =>
    HttpResponse.json([{ name: 'main' }, { name: 'next' }, { name: 'cms/posts/x' }]),
  ),
  http.post('https://gitlab.com/oauth/token', () =>
    HttpResponse.json({ access_token: 'tok', token_type: 'bearer', expires_in: 7200, refresh_token: 'r1' }),
  ),
);
beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterEach(() => {
  cleanup();
  localStorage.clear();
  isRefused = false;
  asked.length = 0;
});
afterAll(() => server.close());

const redirect = 'https://cms.test/sub/';

function show(props: Partial<ConnectScreenProps> = {}) {
  const chosen: Choice[] = [];
  render(
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
      <ConnectScreen
        settings={{}}
        redirect={redirect}
        arrival={null}
        onOpen={(choice) => chosen.push(choice)}
        {...props}
      />
    </QueryClientProvider>,
  );
  return { chosen };
}

const press = async (name: string | RegExp): Promise<void> =>
  userEvent.click(await screen.findByRole('button', { name }));

async function signIn(): Promise<void> {
  await press('GitLab');
  await userEvent.type(await screen.findByLabelText('User name'), 'ann');
  await userEvent.type(screen.getByLabelText('Token'), 'canary');
  await press('Sign in with the token');
}

describe('[X22] [X23] "Connect a repository"', () => {
  it('goes from a host to its repositories, and to a branch of one, by keyboard alone', async () => {
    const { chosen } = show();
    await signIn();
    expect(await screen.findByText('30 of 50 so far, those that you may write to.')).toBeDefined();
    expect(document.activeElement?.textContent).toBe('Which repository?');
    await userEvent.tab();
    await userEvent.keyboard('ada 64');
    expect(await screen.findByText('1 of 65, those that you may write to.')).toBeDefined();
    await userEvent.tab();
    expect(document.activeElement?.textContent).toContain('ada/site-64');
    await userEvent.keyboard('{Enter}');
    expect((await screen.findByRole('heading', { level: 2 })).textContent).toBe('Which branch of ada/site-64?');
    const others = await screen.findByRole('list', { name: 'Other branches' });
    await within(others).findByRole('button');
    // The site's own has a button of its own, and reviews are no branches to work on.
    expect(
      within(others)
        .getAllByRole('button')
        .map((one) => one.textContent),
    ).toEqual(['next']);
    await press('next');
    expect(chosen).toEqual([
      {
        url: 'https://gitlab.com/ada/site-64.git',
        branch: 'next',
        given: { credentials: { username: 'ann', password: 'canary' }, keep: false },
      },
    ]);
    expect(new Set(asked)).toEqual(new Set(['Bearer canary']));
  });

  it('shows more when that is asked for, and the site’s own branch with one press', async () => {
    const { chosen } = show();
    await signIn();
    await press('Show more');
    expect(await screen.findByText('60 of 65, those that you may write to.')).toBeDefined();
    await press(/ada\/site-59/);
    await press('Open main');
    expect(chosen).toMatchObject([{ url: 'https://gitlab.com/ada/site-59.git', branch: '' }]);
  });

  it('[X14] offers a code to enter at GitHub where the gateway is registered there', async () => {
    const gateway = 'https://gateway.test';
    server.use(
      http.get(`${gateway}/oauth/github/client`, () =>
        HttpResponse.json({ client_id: 'the-id', authorize_url: 'https://github.com/login/oauth/authorize' }),
      ),
      http.post(`${gateway}/oauth/github/device`, () =>
        HttpResponse.json({
          device_code: 'd',
          user_code: 'ABCD-1234',
          verification_uri: 'https://github.com/login/device',
          expires_in: 900,
        }),
      ),
    );
    show({ settings: { gateway } });
    await press('GitHub');
    await press('Get a token from GitHub');
    expect((await screen.findByText('ABCD-1234')).closest('[role=status]')).not.toBeNull();
    await press('Stop waiting for GitHub');
    expect(await screen.findByRole('button', { name: 'Get a token from GitHub' })).toBeDefined();
    cleanup();
    show({ settings: { gateway } });
    await press('GitLab');
    await screen.findByLabelText('Token');
    expect(screen.queryByRole('button', { name: /^Get a token/ })).toBeNull();
  });

  it('says that the host does not know the token, and asks again', async () => {
    isRefused = true;
    show();
    await signIn();
    const alert = await screen.findByRole('alert');
    expect(alert.textContent).toContain('Sign-in needed');
    isRefused = false;
    await userEvent.click(within(alert).getByRole('button', { name: /Sign in/ }));
    expect(await screen.findByRole('heading', { name: 'Sign in at GitLab' })).toBeDefined();
    expect(screen.getByLabelText('Token')).toMatchObject({ value: '' });
  });

  it('goes on where the host sent the person back to, and says when that did not work', async () => {
    const pending = {
      state: 's',
      verifier: 'v'.repeat(43),
      clientId: 'the-id',
      redirect,
      origin: 'https://gitlab.com',
    };
    const arrival: CameBack = {
      address: `${redirect}?code=abc&state=s`,
      keep: true,
      record: { pending, place: 'https://gitlab.com', keep: true },
    };
    const settings = { host: 'https://gitlab.com', signIn: { clientId: 'the-id' } };
    const { chosen } = show({ settings, arrival });
    await press(/ada\/site-00/);
    await press('Open main');
    expect(chosen).toEqual([
      {
        url: 'https://gitlab.com/ada/site-00.git',
        branch: '',
        given: {
          credentials: { username: 'oauth2', password: 'tok' },
          grant: { expires: expect.any(Number), refresh: 'r1' },
          keep: true,
        },
      },
    ]);
    cleanup();
    show({ settings, arrival: { ...arrival, address: `${redirect}?error=access_denied&state=s` } });
    expect((await screen.findByRole('alert')).textContent).toContain('Access was refused at GitLab');
    expect(await screen.findByRole('button', { name: 'Sign in at GitLab' })).toBeDefined();
    cleanup();
    show({ arrival: { ...arrival, record: null } });
    expect((await screen.findByRole('alert')).textContent).toContain('does not know of a sign-in');
  });

  it('takes a typed address, of a repository or of a host, and says what is wrong with another', async () => {
    const { chosen } = show();
    const field = screen.getByLabelText('Address of the repository');
    await userEvent.type(field, 'git.test/ada/site{Enter}');
    expect(chosen).toEqual([{ url: 'https://git.test/ada/site', branch: null }]);
    await userEvent.clear(field);
    await userEvent.type(field, 'http://git.test/site{Enter}');
    expect(await screen.findByText(/has to begin with https/)).toBeDefined();
    await userEvent.clear(field);
    await userEvent.type(field, 'gitlab.com{Enter}');
    expect(await screen.findByRole('heading', { name: 'Sign in at GitLab' })).toBeDefined();
    await press('Back');
    expect(document.activeElement?.textContent).toBe('Choose from your repositories');
  });

  it('[X24] opens again what was open here, and says what waits there', async () => {
    const url = 'https://git.test/ada/site';
    rememberRepository({ url, name: 'site' }, 1);
    noteUnfinished(url, 'main', { drafts: 2, commits: 0 });
    noteUnfinished(url, 'next', { drafts: 1, commits: 1 });
    const { chosen } = show();
    const button = screen.getByRole('button', { name: /^site.*3 drafts and 1 commit not published$/ });
    await userEvent.click(button);
    expect(chosen).toEqual([{ url, branch: null }]);
  });
});
