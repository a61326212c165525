import { GalleyError } from '#base';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, render, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, describe, expect, it } from 'vitest';
import { HostRequest, type HostRequestProps } from './host-request.tsx';

afterEach(cleanup);

type Found = Awaited<ReturnType<HostRequestProps['reviews']['hostRequest']>>;
const none = {
  host: 'GitLab',
  word: 'merge request',
  isWaiting: false,
  isSuggested: false,
  request: null,
  unsent: null,
} as const;
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
      return { unasked: ['bob@site.test'] };
    },
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
    expect(screen.getByText(/does not know the accounts of bob@site\.test at GitLab/)).toBeDefined();
  });

  it('none can be opened before the review is on the host', async () => {
    show({ ...none, isWaiting: true });
    expect(await screen.findByRole('button', { name: 'Open a merge request' })).toMatchObject({ disabled: true });
  });

  it('[X17] what the host does not have yet is named, with a way to try again', async () => {
    let asked = 0;
    const error = new GalleyError('not-allowed', '403');
    show(
      { ...none, request, unsent: { count: 2, error } },
      {
        hostRequest: async () => {
          asked += 1;
          return { ...none, request, unsent: asked === 1 ? { count: 2, error } : null };
        },
      },
    );
    expect(await screen.findByText(/2 things that you said are in the review and not at GitLab yet/)).toBeDefined();
    expect(screen.getByText(/Your account may not do this/)).toBeDefined();
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    await expect.poll(() => screen.queryByText(/not at GitLab yet/)).toBeNull();
  });

  it('one that is over is told', async () => {
    show({ ...none, request: { ...request, state: 'merged' } });
    expect(await screen.findByText(/is merged\./)).toBeDefined();
  });
});
