import { GalleyError, type Clock } from '#base';
import { describe, expect, it } from 'vitest';
import { Autosave } from './autosave.ts';

class FakeClock implements Clock {
  #now = 0;
  #timers: { readonly at: number; readonly callback: () => void }[] = [];

  now(): number {
    return this.#now;
  }

  schedule(callback: () => void, delay: number): () => void {
    const timer = { at: this.#now + delay, callback };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer);
    };
  }

  /** Lets time pass, timer by timer, and lets promises settle after each. */
  async pass(milliseconds: number): Promise<void> {
    const end = this.#now + milliseconds;
    for (;;) {
      const due = this.#timers.filter((timer) => timer.at <= end).sort((a, b) => a.at - b.at)[0];
      if (due === undefined) break;
      this.#timers = this.#timers.filter((timer) => timer !== due);
      this.#now = Math.max(this.#now, due.at);
      due.callback();
      await settle();
    }
    this.#now = end;
    await settle();
  }
}

async function settle(): Promise<void> {
  for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
}

function setUp() {
  const clock = new FakeClock();
  const saves: number[] = [];
  const errors: GalleyError[] = [];
  let outcome: () => Promise<void> = async () => undefined;
  const autosave = new Autosave({
    clock,
    save: () => {
      saves.push(clock.now());
      return outcome();
    },
    onSaved: () => undefined,
    onError: (error) => errors.push(error),
  });
  return { clock, saves, errors, autosave, setOutcome: (next: () => Promise<void>) => (outcome = next) };
}

describe('Autosave', () => {
  it('saves once, 400 ms after the last key', async () => {
    const { clock, saves, autosave } = setUp();
    autosave.touch();
    await clock.pass(300);
    autosave.touch();
    await clock.pass(399);
    expect(saves).toEqual([]);
    await clock.pass(1);
    expect(saves).toEqual([700]);
    await clock.pass(10_000);
    expect(saves).toHaveLength(1);
  });

  it('saves at most 800 ms after the first key while keys go on', async () => {
    const { clock, saves, autosave } = setUp();
    for (let key = 0; key < 20; key += 1) {
      autosave.touch();
      await clock.pass(100);
    }
    expect(saves).toEqual([800, 1600]);
  });

  it('never saves in the turn of the key itself', () => {
    const { saves, autosave } = setUp();
    autosave.touch();
    expect(saves).toEqual([]);
    expect(autosave.isPending).toBe(true);
  });

  it('flush saves at once and resolves when it is stored', async () => {
    const { clock, saves, autosave } = setUp();
    autosave.touch();
    expect(await autosave.flush()).toBe(true);
    expect(saves).toEqual([0]);
    expect(autosave.isPending).toBe(false);
    await clock.pass(2000);
    expect(saves).toEqual([0]);
  });

  it('flush without anything new saves nothing', async () => {
    const { saves, autosave } = setUp();
    expect(await autosave.flush()).toBe(true);
    expect(saves).toEqual([]);
  });

  it('saves again what came while a save ran, and never two at a time', async () => {
    const { saves, autosave, setOutcome } = setUp();
    let finish = (): void => undefined;
    let running = 0;
    let most = 0;
    setOutcome(async () => {
      running += 1;
      most = Math.max(most, running);
      await new Promise<void>((resolve) => {
        finish = resolve;
      });
      running -= 1;
    });
    autosave.touch();
    const first = autosave.flush();
    autosave.touch();
    const second = autosave.flush();
    const third = autosave.flush();
    await settle();
    expect(saves).toHaveLength(1);
    finish();
    await first;
    await settle();
    expect(saves).toHaveLength(2);
    finish();
    await Promise.all([second, third]);
    expect(saves).toHaveLength(2);
    expect(most).toBe(1);
    expect(autosave.isPending).toBe(false);
  });

  it('keeps the work as unsaved when a save fails, and saves it with the next flush', async () => {
    const { errors, autosave, setOutcome } = setUp();
    setOutcome(() => Promise.reject(new GalleyError('out-of-storage', 'full')));
    autosave.touch();
    expect(await autosave.flush()).toBe(false);
    expect(errors.map((error) => error.code)).toEqual(['out-of-storage']);
    expect(autosave.isPending).toBe(true);
    setOutcome(async () => undefined);
    expect(await autosave.flush()).toBe(true);
    expect(autosave.isPending).toBe(false);
  });

  it('drop forgets what was not saved', async () => {
    const { clock, saves, autosave } = setUp();
    autosave.touch();
    autosave.drop();
    await clock.pass(2000);
    expect(saves).toEqual([]);
    expect(autosave.isPending).toBe(false);
  });
});
