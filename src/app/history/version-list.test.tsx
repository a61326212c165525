import { render, screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { VersionList } from './version-list.tsx';

it('shows hostile subjects, authors and names as text on one line', () => {
  const version = {
    commit: 'c'.repeat(40),
    oid: 'b'.repeat(40),
    path: 'posts/a.md',
    previousPath: 'posts/\u202edm.exe',
    author: { name: '\u001b[2J<b>Ada</b>', email: 'ada@example.test' },
    time: 0,
    message: '"><svg onload=alert(1)>\u0000\u2066\n\nThe rest',
    parents: [],
    isPublished: true,
  };
  render(<VersionList versions={[version]} chosen="" onChoose={() => undefined} />);
  const button = screen.getByRole('button');
  expect(button.textContent).toBe('"><svg onload=alert(1)>␀⟨U+2066⟩␛[2J<b>Ada</b>was posts/⟨U+202E⟩dm.exe');
  expect(button.querySelector('svg, b')).toBeNull();
});
