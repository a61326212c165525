import type { Clock } from '#base';
import type { DueOutcome, WorkspaceStatus } from '#workspace';
import { expect, test, vi } from 'vitest';
import { StatusLine } from '../shell/status-line.ts';
import { Store } from '../store.ts';
import { publishWhenDue } from './publish-when-due.ts';

/** A clock whose callbacks run when it is moved past them. */
class HandClock implements Clock {
  #now = 1_000_000;
  #waiting: { readonly at: number; readonly callback: () => void }[] = [];
  now(): number {
    return this.#now;
  }
  schedule(callback: () => void, delay: number): () => void {
    const one = { at: this.#now + delay, callback };
    this.#waiting.push(one);
    return () => {
      this.#waiting = this.#waiting.filter((other) => other !== one);
    };
  }
  async pass(time: number): Promise<void> {
    this.#now += time;
    const due = this.#waiting.filter(({ at }) => at <= this.#now);
    this.#waiting = this.#waiting.filter(({ at }) => at > this.#now);
    for (const { callback } of due) callback();
    await vi.waitFor(() => undefined);
    await new Promise((resolve) => {
      setImmediate(resolve);
    });
  }
}

const minute = 60_000;
const status: WorkspaceStatus = {
  online: true,
  activity: 'idle',
  outboxLength: 0,
  draftCount: 0,
  branch: 'main',
  reviewsWaiting: 0,
  nextDue: null,
  durable: true,
};

function open(answers: readonly (readonly DueOutcome[])[]) {
  const clock = new HandClock();
  const store = new Store(status);
  const statusLine = new StatusLine();
  const calls: { readonly at: number; readonly except: readonly string[] }[] = [];
  publishWhenDue({
    clock,
    status: store,
    statusLine,
    workspace: {
      identity: () => Promise.resolve({ name: 'Ada', email: 'ada@example.test' }),
      reviews: {
        publishDue({ except = new Set() }) {
          calls.push({ at: clock.now(), except: [...except] });
          return Promise.resolve(answers[calls.length - 1] ?? []);
        },
      },
    },
  });
  return { clock, store, statusLine, calls };
}

test('a tab waits for the date, however far it is, and publishes once it has come', async () => {
  const { clock, store, statusLine, calls } = open([[{ kind: 'published', id: 'a', title: 'A' }]]);
  const due = clock.now() + 60 * 24 * 60 * minute;
  store.set({ ...status, nextDue: due });
  for (let day = 0; day < 59; day += 1) await clock.pass(24 * 60 * minute);
  expect(calls).toEqual([]);
  await clock.pass(24 * 60 * minute);
  expect(calls).toHaveLength(1);
  expect(statusLine.last.get()).toBe('published');
});

test('a date that is taken back is not waited for', async () => {
  const { clock, store, calls } = open([]);
  store.set({ ...status, nextDue: clock.now() + minute });
  store.set(status);
  await clock.pass(5 * minute);
  expect(calls).toEqual([]);
});

test('what failed is tried again after a minute, and what was refused is left to others', async () => {
  const { clock, store, calls } = open([[{ kind: 'refused', id: 'a', title: 'A', reason: 'No.' }]]);
  store.set({ ...status, nextDue: clock.now() });
  await clock.pass(0);
  await clock.pass(minute);
  expect(calls.map(({ except }) => except)).toEqual([[], ['a']]);
});
