import { QueryClient, QueryObserver } from '@tanstack/react-query';
import { describe, expect, it } from 'vitest';
import { readAnew } from './read-anew.ts';

const key = ['posts', 'list'];

/** A query whose readings end when the test says so, each with what there was when it began. */
function watched() {
  const queries = new QueryClient({ defaultOptions: { queries: { staleTime: Infinity, retry: false } } });
  const readings: (() => void)[] = [];
  let there = 'before';
  const observer = new QueryObserver(queries, {
    queryKey: key,
    queryFn: () => {
      const found = there;
      return new Promise<string>((resolve) => {
        readings.push(() => resolve(found));
      });
    },
  });
  const change = (to: string): Promise<void> => {
    there = to;
    return readAnew(queries, ['posts']);
  };
  return { queries, observer, readings, change };
}

describe('reading anew', () => {
  it('is not forgotten while the first reading is on its way', async () => {
    const { observer, readings, change, queries } = watched();
    const stop = observer.subscribe(() => undefined);
    const done = change('after');
    readings.shift()?.();
    await expect.poll(() => readings.length).toBe(1);
    expect(queries.getQueryData(key)).toBe('before');
    readings.shift()?.();
    await done;
    expect(queries.getQueryData(key)).toBe('after');
    stop();
  });

  it('reads once where something was read before', async () => {
    const { observer, readings, change, queries } = watched();
    const stop = observer.subscribe(() => undefined);
    readings.shift()?.();
    await expect.poll(() => queries.getQueryData(key)).toBe('before');
    const done = change('after');
    expect(readings).toHaveLength(1);
    readings.shift()?.();
    await done;
    expect(queries.getQueryData(key)).toBe('after');
    expect(readings).toHaveLength(0);
    stop();
  });

  it('marks what is read and not shown, so that it is read when it is', async () => {
    const { observer, readings, change, queries } = watched();
    const stop = observer.subscribe(() => undefined);
    stop();
    const done = change('after');
    readings.shift()?.();
    await done;
    expect(queries.getQueryState(key)?.isInvalidated).toBe(true);
  });
});
