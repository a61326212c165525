import { GalleyError } from '#base';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, render, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, describe, expect, it } from 'vitest';
import { HostRequest, type HostRequestProps } from './host-request.tsx';

afterEach(cleanup);

type Found = Awaited<ReturnType<HostRequestProps['reviews']['hostRequest']>>;
const none = { host: 'GitLab', word: 'merge request', isWaiting: false, request: null } as const;
const request = {
  number: 12,
  address: 'https://gitlab.com/ada/site/-/merge_requests/12',
  state: 'open',
  verdicts: [],
  comments: [],
  previews: [],
} as const;

function show(found: Found, parts: Partial<HostRequestProps['reviews']> = {}) {
  const did: string[] = [];
  let now = found;
  const reviews: HostRequestProps['reviews'] = {
    hostRequest: async () => now,
    openHostRequest: async (id) => {
      did.push(`open ${id}`);
      now = { ...none, request };
    },
    commentAtHost: async (number, text) => void did.push(`say ${number} ${text}`),
    ...parts,
  };
  render(
    <QueryClientProvider client={new QueryClient()}>
      <HostRequest id="r1" reviews={reviews} />
    </QueryClientProvider>,
  );
  return did;
}

describe('[X13] beside a review', () => {
  it('a change request is opened on demand, and shown then', async () => {
    const did = show(none);
    await userEvent.click(await screen.findByRole('button', { name: 'Open a merge request' }));
    expect(await screen.findByRole('link', { name: 'Merge request 12' })).toBeDefined();
    expect(did).toEqual(['open r1']);
  });

  it('none can be opened before the review is on the host', async () => {
    show({ ...none, isWaiting: true });
    expect(await screen.findByRole('button', { name: 'Open a merge request' })).toMatchObject({ disabled: true });
  });

  it('what is typed goes to the host, and stays when the host does not take it', async () => {
    let isRefused = true;
    const said: string[] = [];
    show(
      { ...none, request },
      {
        commentAtHost: async (_, text) => {
          if (isRefused) throw new GalleyError('not-allowed', '403');
          said.push(text);
        },
      },
    );
    const field = await screen.findByRole('textbox', { name: 'Comment at GitLab' });
    await userEvent.type(field, 'Well done');
    await userEvent.click(screen.getByRole('button', { name: 'Send to GitLab' }));
    expect(await screen.findByText(/Your account may not do this/)).toBeDefined();
    expect(field).toMatchObject({ value: 'Well done' });
    isRefused = false;
    await userEvent.click(screen.getByRole('button', { name: 'Send to GitLab' }));
    await expect.poll(() => said).toEqual(['Well done']);
    await expect.poll(() => field).toMatchObject({ value: '' });
  });

  it('nothing more is said in one that is over', async () => {
    show({ ...none, request: { ...request, state: 'merged' } });
    expect(await screen.findByText(/is merged\./)).toBeDefined();
    expect(screen.queryByRole('textbox')).toBeNull();
  });
});
