import type { SignedIn } from '#workspace';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { chooseIdleLimit, startIdleLock } from './idle-lock.ts';

const minute = 60_000;

function start(signedIn: SignedIn | null) {
  let now = 0;
  let tick = (): void => undefined;
  let current = signedIn;
  const locked: number[] = [];
  const stop = startIdleLock({
    workspace: {
      signedIn: () => current,
      async signOut() {
        current = null;
        locked.push(now / minute);
      },
    },
    clock: {
      now: () => now,
      schedule(callback) {
        tick = callback;
        return () => undefined;
      },
    },
    onLock: () => undefined,
  });
  const wait = (minutes: number): void => {
    for (let i = 0; i < minutes; i += 1) {
      now += minute;
      tick();
    }
  };
  /** The computer sleeps, and no timer runs. */
  const sleep = (minutes: number): void => {
    now += minutes * minute;
  };
  return { locked, stop, wait, sleep };
}

const press = () => window.dispatchEvent(new KeyboardEvent('keydown', { key: 'a' }));

describe('[K4] a page that is not used', () => {
  let stop = (): void => undefined;
  beforeEach(() => chooseIdleLimit('usual'));
  afterEach(() => stop());

  it('forgets a sign-in in memory after an hour, and each use begins the hour anew', () => {
    const lock = start({ username: 'ann', isKept: false });
    ({ stop } = lock);
    lock.wait(59);
    press();
    lock.wait(59);
    expect(lock.locked).toEqual([]);
    lock.wait(2);
    expect(lock.locked).toEqual([119]);
    lock.wait(120);
    expect(lock.locked.length).toBe(1);
  });

  it('goes on with a sign-in that the browser keeps, unless the person chose a time', () => {
    const lock = start({ username: 'ann', isKept: true });
    ({ stop } = lock);
    lock.wait(600);
    expect(lock.locked).toEqual([]);
    chooseIdleLimit(15);
    lock.wait(1);
    expect(lock.locked.length).toBe(1);
    expect(localStorage.getItem('galley:idle-lock')).toBe('15');
  });

  it('never forgets when the person chose so', () => {
    chooseIdleLimit('never');
    const lock = start({ username: 'ann', isKept: false });
    ({ stop } = lock);
    lock.wait(600);
    expect(lock.locked).toEqual([]);
  });

  it('is not used by what wakes the computer', () => {
    const lock = start({ username: 'ann', isKept: false });
    ({ stop } = lock);
    lock.sleep(300);
    press();
    expect(lock.locked).toEqual([300]);
  });

  it('has nothing to forget when nobody signed in', () => {
    const lock = start(null);
    ({ stop } = lock);
    lock.wait(600);
    expect(lock.locked).toEqual([]);
  });
});
