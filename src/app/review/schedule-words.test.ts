import { expect, test } from 'vitest';
import { formatDue, readDue, scheduleBadge, scheduleWords, typedDue } from './schedule-words.ts';

test('what is typed for a moment means that moment', () => {
  const moment = new Date(2031, 2, 4, 9, 5).getTime();
  const { day, time } = typedDue(moment);
  expect({ day, time }).toEqual({ day: '2031-03-04', time: '09:05' });
  expect(readDue(day, time)).toBe(moment);
});

test('half a date means nothing', () => {
  expect(readDue('2031-03-04', '')).toBeUndefined();
  expect(readDue('', '09:05')).toBeUndefined();
  expect(readDue('2031-13-04', '09:05')).toBeUndefined();
});

test('a moment is shown with its time zone', () => {
  expect(formatDue(1_800_000_000_000)).toMatch(/2027.*(?:[A-Z]{3,4}|GMT[+-]\d)/);
});

test('the words tell a date to come, one that is due, one on hold and one that was missed', () => {
  const schedule = { author: 'a@example.test', commit: '', at: 2000, setAt: 0, state: 'set' } as const;
  expect(scheduleWords(schedule, 1000)).toContain('Scheduled for');
  expect(scheduleWords(schedule, 3000)).toContain('Due since');
  expect(scheduleWords({ ...schedule, state: 'stale' }, 1000)).toContain('not published then');
  expect(scheduleWords({ ...schedule, state: 'missed' }, 3000)).toContain('the site had changed the same places');
  expect(scheduleBadge({ ...schedule, state: 'missed' }, 3000).tone).toBe('caution');
});
