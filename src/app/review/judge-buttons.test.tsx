import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { JudgeButtons } from './judge-buttons.tsx';
import { VerdictList } from './verdict-list.tsx';

afterEach(cleanup);

const names = () => screen.getAllByRole('button').map(({ textContent }) => textContent);

it('[U6] offers an approval only where it counts, and says why not', () => {
  const judged: boolean[] = [];
  const { rerender } = render(<JudgeButtons countsApproval isBusy={false} onJudge={(each) => judged.push(each)} />);
  expect(names()).toEqual(['Approve', 'Request changes']);
  screen.getByRole('button', { name: 'Approve' }).click();
  rerender(<JudgeButtons countsApproval={false} isBusy={false} onJudge={(each) => judged.push(each)} />);
  expect(names()).toEqual(['Request changes']);
  screen.getByText('You sent this for review, so someone else has to approve it.');
  screen.getByRole('button', { name: 'Request changes' }).click();
  expect(judged).toEqual([true, false]);
});

it('[U6] says of an approval of one’s own that it does not count', () => {
  const verdict = { isApproval: true, isStale: false, time: 0, id: 'a', commit: 'c', author: 'ada@example.test' };
  render(
    <VerdictList
      verdicts={[verdict, { ...verdict, id: 'b', author: 'bob@example.test' }]}
      notCounted="ada@example.test"
    />,
  );
  const [own, other] = screen.getAllByRole('listitem').map(({ textContent }) => textContent);
  expect(own).toContain('ada@example.test approved their own, which does not count');
  expect(other).not.toContain('does not count');
});
