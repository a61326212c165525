import { cleanup, render, screen } from '@testing-library/react';
import { Suspense } from 'react';
import { afterEach, expect, it } from 'vitest';
import { laterPart } from './later-parts.ts';

afterEach(cleanup);

it('shows what stands in its place where it can’t be fetched, and is itself when the network is back', async () => {
  let isOnline = false;
  const fetch = (): Promise<() => string> =>
    isOnline ? Promise.resolve(() => 'The words') : Promise.reject(new TypeError('Failed to fetch'));
  const Part = laterPart(fetch, () => 'Few words');
  const show = (): void => void render(<Suspense>{<Part />}</Suspense>);
  show();
  expect(await screen.findByText('Few words')).toBeDefined();
  cleanup();
  isOnline = true;
  window.dispatchEvent(new Event('online'));
  await Promise.resolve();
  show();
  expect(await screen.findByText('The words')).toBeDefined();
});
