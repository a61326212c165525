import { GalleyError } from '#base';
import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { WordedError } from './worded-error.tsx';

afterEach(cleanup);

it('gives the words of the server as text, with what would hide or turn them made visible, and cut', () => {
  const remoteMessage = `<img src=x onerror=alert(1)> \u202eevil\u001b[31m ${'x'.repeat(5000)}`;
  render(
    <WordedError error={new GalleyError('not-allowed', 'The server answered 403', { data: { remoteMessage } })} />,
  );
  const said = screen.getByText(/^The server says:/);
  expect(said.textContent).toContain('<img src=x onerror=alert(1)> ⟨U+202E⟩evil␛[31m xxx');
  expect(said.textContent.length).toBeLessThan(530);
  expect(said.querySelector('img')).toBeNull();
});

it('says nothing of a server that said nothing', () => {
  render(<WordedError error={new GalleyError('offline', 'The server can not be reached')} />);
  expect(screen.queryByText(/The server says/)).toBeNull();
});
