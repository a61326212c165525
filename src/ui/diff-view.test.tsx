import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { DiffView } from './diff-view.tsx';

afterEach(cleanup);

describe('DiffView', () => {
  it('tells added from removed lines by signs and words, not by colour alone', () => {
    render(
      <DiffView
        name="Changes in A post"
        lines={[
          { kind: 'fold', count: 12 },
          {
            kind: 'removed',
            line: 13,
            runs: [
              { text: 'old', marked: true },
              { text: ' word', marked: false },
            ],
          },
          {
            kind: 'added',
            line: 13,
            runs: [
              { text: 'new', marked: true },
              { text: ' word', marked: false },
            ],
          },
        ]}
      />,
    );
    const region = screen.getByRole('region', { name: 'Changes in A post' });
    const rows = [...region.children].map((row) => row.textContent);
    expect(rows).toEqual(['12 lines left out', '13−Removed: old word', '13+Added: new word']);
    expect(region.tabIndex).toBe(0);
  });
});
