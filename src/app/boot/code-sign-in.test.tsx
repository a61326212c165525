import { GalleyError } from '#base';
import type { ArrivalProblem } from '#workspace';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, render, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { keepPending, takeArrival } from '../static/pending-sign-in.ts';
import { CodeSignIn } from './code-sign-in.tsx';
import { SignInQuestion } from './sign-in-question.tsx';

const page = window.location.href;
const pending = {
  state: 'the-state',
  verifier: 'v'.repeat(43),
  clientId: 'the-id',
  redirect: page,
  origin: 'https://gitlab.com',
};
const place = 'https://gitlab.com/ada/site';
const address = 'https://gitlab.com/oauth/authorize?state=the-state';

beforeEach(() => window.history.replaceState(null, '', page));
afterEach(() => {
  cleanup();
  sessionStorage.clear();
});

function showDialog(options: { isOffered?: boolean; durable?: boolean; problem?: ArrivalProblem } = {}) {
  const { isOffered = true, durable = true, problem } = options;
  const way = { host: 'GitLab', begin: async () => ({ address, pending }) };
  render(
    <QueryClientProvider client={new QueryClient()}>
      <SignInQuestion
        workspace={{
          repository: { name: 'site', url: place, kind: 'remote' },
          canKeepSignIn: true,
          host: async () => null,
          deviceSignIn: async () => null,
          checkToken: async () => null,
          signIn: async () => undefined,
          codeSignIn: async () => (isOffered ? way : null),
        }}
        clock={{ now: () => 0 }}
        durable={durable}
        storeTyped={async () => true}
        onClose={() => undefined}
        onSignedIn={() => undefined}
        {...(problem === undefined ? {} : { problem })}
      />
    </QueryClientProvider>,
  );
}

describe('[X20] the dialog for signing in', () => {
  it('leads to the host, with the focus on that, and to a token for who wants one', async () => {
    showDialog();
    const button = await screen.findByRole('button', { name: 'Sign in at GitLab' });
    expect(document.activeElement).toBe(button);
    expect(screen.queryByLabelText('Token or password')).toBeNull();
    expect(screen.getByRole('checkbox', { name: 'Keep me signed in on this computer' })).toBeDefined();
    await userEvent.click(screen.getByRole('button', { name: 'Use a token instead' }));
    expect(screen.getByLabelText('Token or password')).toBeDefined();
  });

  it.each([{ isOffered: false }, { durable: false }])('asks for a token when %j', async (options) => {
    showDialog(options);
    expect(await screen.findByLabelText('Token or password')).toBeDefined();
    await Promise.resolve();
    expect(screen.queryByRole('button', { name: 'Sign in at GitLab' })).toBeNull();
  });

  it.each([
    [{ kind: 'said-no' }, /Access was refused at GitLab\. .* still here\./],
    [{ kind: 'lost' }, /another tab, too long ago, or used already\. Sign in again/],
    [{ kind: 'foreign' }, /not the one to the sign-in that was begun here, so it was not used/],
    [{ kind: 'refused', reason: 'invalid_\u202Escope' }, /GitLab gave no token \(“invalid_[^\u202E]+scope”\)/],
    [{ kind: 'failed', error: new GalleyError('offline', 'x') }, /can’t be reached\. Sign in again/],
  ] satisfies readonly (readonly [ArrivalProblem, RegExp])[])('[X21] says of %j what to do', async (problem, words) => {
    showDialog({ problem });
    await screen.findByRole('button', { name: 'Sign in at GitLab' });
    const alert = screen.getByRole('alert');
    expect(alert.textContent).toContain('You are not signed in at GitLab');
    expect(alert.textContent).toMatch(words);
  });
});

describe('[X20] leaving for the host', () => {
  const show = (onLeave: () => void | Promise<void>) => {
    const gone: string[] = [];
    render(
      <QueryClientProvider client={new QueryClient()}>
        <CodeSignIn
          way={{ host: 'GitLab', begin: async () => ({ address, pending }) }}
          onLeave={onLeave}
          go={(to) => gone.push(to)}
        />
      </QueryClientProvider>,
    );
    return gone;
  };

  it('happens once what was typed is stored and the sign-in is remembered', async () => {
    window.history.replaceState(null, '', '#/posts/a.md');
    const gone = show(() => keepPending({ pending, place, keep: true }));
    await userEvent.click(screen.getByRole('button', { name: 'Sign in at GitLab' }));
    expect(await screen.findByRole('button', { name: 'Going to GitLab…' })).toMatchObject({ disabled: true });
    expect(gone).toEqual([address]);
    window.history.replaceState(null, '', '?code=abc&state=the-state');
    expect(takeArrival()).toEqual({
      address: `${page}?code=abc&state=the-state`,
      keep: true,
      record: expect.objectContaining({ pending, place }),
    });
    expect(window.location.href).toBe(`${page}#/posts/a.md`);
  });

  it('does not happen otherwise, and says why', async () => {
    const gone = show(() => Promise.reject(new GalleyError('out-of-storage', 'full')));
    await userEvent.click(screen.getByRole('button', { name: 'Sign in at GitLab' }));
    expect((await screen.findByRole('alert')).textContent).toContain('No room left');
    expect(gone).toEqual([]);
  });
});

describe('[X21] the page that a person comes back to', () => {
  it('is any other page where the address has no answer', () => {
    keepPending({ pending, place, keep: false });
    for (const query of ['', '?code=abc', '?state=the-state', '?error=x']) {
      window.history.replaceState(null, '', `${page}${query}`);
      expect(takeArrival()).toBeUndefined();
    }
    expect(sessionStorage.length).toBe(1);
  });

  it('takes what is pending once, and the code out of the address', () => {
    keepPending({ pending, place, keep: false });
    const came = `${page}?code=abc&state=foreign`;
    window.history.replaceState(null, '', came);
    expect(takeArrival()?.record).toMatchObject({ pending });
    expect([sessionStorage.length, window.location.search]).toEqual([0, '']);
    window.history.replaceState(null, '', came);
    expect(takeArrival()).toEqual({ address: came, keep: false, record: null });
  });

  it.each([
    ['too old', (text: string) => text.replace(/"begun":\d+/, '"begun":1000')],
    ['of a time to come', (text: string) => text.replace(/"begun":\d+/, '"begun":9e15')],
    ['damaged', () => '{'],
    ['with a screen that is none', (text: string) => text.replace('"screen":""', '"screen":"//evil.test"')],
  ])('does not go on with what is %s', (_, damage) => {
    keepPending({ pending, place, keep: true });
    const [key] = Object.keys(sessionStorage);
    if (key === undefined) throw new TypeError('Nothing is kept');
    sessionStorage.setItem(key, damage(sessionStorage.getItem(key) ?? ''));
    window.history.replaceState(null, '', `${page}?code=abc&state=the-state`);
    expect(takeArrival()?.record).toBeNull();
    expect(window.location.href).toBe(page);
  });
});
