import { setupServer } from 'msw/node';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { createMemoryRemote } from '#mocks';
import { firstFiles, RandomWalk } from './random-walk.ts';

const url = 'http://random.test/site.git';
const server = setupServer();
/** Steps in one walk before it settles and the next begins. */
const WALK = 200;
const STEPS = Number(process.env['FAULT_STEPS'] ?? 2000);
const FIRST_SEED = Number(process.env['FAULT_SEED'] ?? 1);

beforeAll(() => {
  server.listen({ onUnhandledRequest: 'error' });
  // A worker says here what it could not say to the tab that died.
  vi.stubGlobal('reportError', () => undefined);
});
afterAll(() => {
  vi.unstubAllGlobals();
  server.close();
});

const seeds = Array.from({ length: Math.ceil(STEPS / WALK) }, (_, index) => FIRST_SEED + index);

it.each(seeds)('%i as seed: random steps lose nothing and end in step', async (seed) => {
  const remote = createMemoryRemote({ url, files: firstFiles, givesTipsByName: seed % 2 === 0 });
  server.resetHandlers(...remote.handlers);
  const walk = new RandomWalk({ seed, url, remote });
  await walk.start();
  let problems: readonly string[] = [];
  let step = 0;
  for (; step < WALK && problems.length === 0; step += 1) problems = await walk.step().catch(thrown);
  if (problems.length === 0) problems = await walk.settle().catch(thrown);
  expect(report(seed, { step, problems, walk })).toEqual([]);
});

const thrown = (error: unknown): readonly string[] => [String(error)];

interface Finding {
  readonly step: number;
  readonly problems: readonly string[];
  readonly walk: RandomWalk;
}

/** What it takes to look into a walk that found something; nothing for one that did not. */
function report(seed: number, { step, problems, walk }: Finding): readonly string[] {
  if (problems.length === 0) return [];
  return [`FAULT_SEED=${seed} FAULT_STEPS=${WALK}, step ${step}`, ...problems, ...walk.operations];
}
