import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { RequestFacts } from './request-facts.tsx';

afterEach(cleanup);

it('[X11] shows what was said at a host as text, with what would hide or turn it made visible', () => {
  const request = {
    number: 12,
    address: 'https://github.com/ada/site/pull/12',
    state: 'open',
    verdicts: [{ author: '\u202eeve<b>', isApproval: true }],
    comments: [
      {
        id: '1',
        address: null,
        place: null,
        author: '',
        text: '<img src=x onerror=alert(1)>\u0000\nsecond line',
        time: 0,
      },
    ],
    previews: [{ name: 'deploy\u2066', address: 'https://preview.test/' }],
  } as const;
  render(<RequestFacts word="pull request" host="GitHub" request={request} />);
  expect(screen.getByRole('link', { name: 'Pull request 12' }).getAttribute('href')).toBe(request.address);
  expect(screen.getByRole('list', { name: 'Verdicts at GitHub' }).textContent).toBe('⟨U+202E⟩eve<b> approved');
  const comments = screen.getByRole('list', { name: 'Comments at GitHub' });
  expect(comments.textContent).toContain('Someone · an unknown day<img src=x onerror=alert(1)>␀\nsecond line');
  expect(comments.querySelector('img')).toBeNull();
  const previews = screen.getByRole('list', { name: 'Previews of the site' });
  expect(previews.textContent).toBe('See the site with it deploy⟨U+2066⟩ · preview.test');
  expect(previews.querySelector('a')?.rel).toBe('noopener noreferrer');
});
