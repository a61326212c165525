import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { HostRemark } from './host-remark.tsx';
import { RequestFacts } from './request-facts.tsx';

afterEach(cleanup);

it('[X11] shows what was said at a host as text of its author there, with a way to where it stands', () => {
  const remark = {
    id: '1',
    address: 'https://github.com/ada/site/pull/12#note-1',
    place: { commit: null, path: 'posts/\u202eone.md', line: 3 },
    author: '',
    text: '<img src=x onerror=alert(1)>\u0000\nsecond line',
    time: 0,
  };
  render(<HostRemark remark={remark} host="GitHub" isInPlace={false} />);
  const said = screen.getByRole('article', { name: 'Comment by Someone at GitHub' });
  expect(said.textContent).toBe(
    'posts/⟨U+202E⟩one.md, line 3Someoneat GitHuban unknown day<img src=x onerror=alert(1)>␀\nsecond line',
  );
  expect(said.querySelector('img')).toBeNull();
  expect(screen.getByRole('link', { name: 'at GitHub' }).getAttribute('href')).toBe(remark.address);
});

it('[X11] shows who judged at a host, with what would hide or turn it made visible', () => {
  const request = {
    number: 12,
    address: 'https://github.com/ada/site/pull/12',
    state: 'open',
    verdicts: [{ author: '\u202eeve<b>', isApproval: true }],
    comments: [],
    previews: [{ name: 'deploy\u2066', address: 'https://preview.test/' }],
  } as const;
  render(<RequestFacts word="pull request" host="GitHub" request={request} />);
  expect(screen.getByRole('link', { name: 'Pull request 12' }).getAttribute('href')).toBe(request.address);
  expect(screen.getByRole('list', { name: 'Verdicts at GitHub' }).textContent).toBe('⟨U+202E⟩eve<b> approved');
  const previews = screen.getByRole('list', { name: 'Previews of the site' });
  expect(previews.textContent).toBe('See the site with it deploy⟨U+2066⟩ · preview.test');
  expect(previews.querySelector('a')?.rel).toBe('noopener noreferrer');
});
