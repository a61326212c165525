import { openRepository, readAppFiles, serveLocal, startServer } from '#server';
import { resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { RandomNumbers } from '../../faults/random-numbers.ts';
import { atEnd, openPage } from '../harness/index.ts';
import { findingsTable } from './findings-table.ts';
import { buildHostileRepository, type HostilePost } from './hostile-repository.ts';
import { readCases } from './read-cases.ts';
import { ownVectors, type Vectors } from './vectors.ts';
import {
  findChangedBytes,
  walkLists,
  walkPanel,
  walkPaste,
  walkPost,
  walkPreview,
  walkPublishing,
  walkReviews,
  type Walk,
} from './walk-screens.ts';
import { watch, type Finding } from './watch-page.ts';

/*
 * `npm run test:hostile` walks with all vectors, also with those of GALLEY_CASES, and a second time with a product that cleans no
 * HTML (GALLEY_UNCLEANED is the folder of such a build; none is ever in dist). Otherwise a few are walked with, from HOSTILE_SEED.
 */
const isLong = process.env['GALLEY_HOSTILE'] === 'long';
const uncleaned = process.env['GALLEY_UNCLEANED'];
const cases = process.env['GALLEY_CASES'];
const built = resolve(import.meta.dirname, '../../../dist/app');
const wide = { width: 1400, height: 900 };
const narrow = { width: 390, height: 844 };
const inOneRepository = 40;

const figures = { shown: new Map<string, number>(), findings: [] as Finding[], stopped: [] as string[] };

async function open(vectors: Vectors, { app, most }: { readonly app: string; readonly most: number }): Promise<Walk> {
  const site = await buildHostileRepository(vectors);
  await site.repository.git('config', 'user.name', 'Ada');
  await site.repository.git('config', 'user.email', 'ada@example.test');
  const server = await startServer({
    app: await readAppFiles(app),
    repository: await serveLocal(await openRepository(site.repository.path)),
    host: '127.0.0.1',
    port: 0,
  });
  atEnd(() => server.close());
  const { page } = await openPage({ context: { viewport: wide, reducedMotion: 'reduce' } });
  const watching = await watch(page, [new URL(server.url).origin]);
  await page.goto(server.url);
  await page.getByText(/^[\d,]+ posts?$/).waitFor();
  return { page, watch: watching, site, shown: new Map(), most };
}

/** Adds what was seen to the figures of the run, with `prefix` before the names of the screens. */
function count({ shown, watch: { findings, stopped } }: Walk, prefix = ''): void {
  for (const [screen, times] of shown)
    figures.shown.set(prefix + screen, (figures.shown.get(prefix + screen) ?? 0) + times);
  figures.findings.push(...findings.map((finding) => ({ ...finding, screen: prefix + finding.screen })));
  figures.stopped.push(...stopped.map((screen) => prefix + screen));
  for (const { kind, screen, words } of findings) process.stdout.write(`${kind} on ${prefix}${screen}: ${words}\n`);
}

/** Walks through each post; one that can not be shown is a finding, and keeps nobody from the next. */
async function walkPosts(walk: Walk, walkOne: (walk: Walk, post: HostilePost) => Promise<unknown>): Promise<void> {
  for (const post of walk.site.posts) {
    try {
      await walkOne(walk, post);
    } catch (thrown) {
      walk.watch.fail(String(thrown).slice(0, 400));
      await walk.page.reload();
    }
  }
}

async function walkAll(walk: Walk): Promise<void> {
  const { page } = walk;
  await walkPosts(walk, walkPost);
  await page.setViewportSize(narrow);
  await walkLists(walk);
  const [first] = walk.site.posts;
  if (first !== undefined) await walkPanel(walk, first);
  await walkReviews(walk);
  await walkPublishing(walk);
}

/** The vectors of one repository: so many bodies, and the names and files that fall to it. */
function divide({ bodies, names, files }: Vectors): readonly Vectors[] {
  const count = Math.ceil(bodies.length / inOneRepository);
  const part = <Item>(items: readonly Item[], index: number) =>
    items.slice(Math.floor((items.length * index) / count), Math.floor((items.length * (index + 1)) / count));
  return Array.from({ length: count }, (_, index) => ({
    bodies: part(bodies, index),
    names: part(names, index),
    files: part(files, index),
  }));
}

function sample({ bodies, names, files }: Vectors, seed: number): Vectors {
  const random = new RandomNumbers(seed);
  const pick = <Item>(items: readonly Item[], most: number): readonly Item[] => [
    ...new Set(Array.from({ length: most }, () => random.pick(items))),
  ];
  return { bodies: pick(bodies, 2), names: pick(names, 3), files: pick(files, 2) };
}

it('what watches the pages sees what runs, asks, covers, clobbers and deceives where nothing stops it', async () => {
  const { page } = await openPage({ context: { viewport: narrow } });
  const watching = await watch(page, ['http://own.test']);
  await page.route('http://own.test/', (route) =>
    route.fulfill({
      contentType: 'text/html; charset=utf-8',
      body: `<div id="root"></div><section aria-label="Changes"><div style="position:fixed">over</div></section>
        <img name="getElementById" src="x" onerror="alert(1)"><img src="https://evil.test/x.png">
        <p style="width: 2000px">gnp.exe \u202e</p><script>throw new Error('failed')</script>`,
    }),
  );
  await page.route('http://own.test/x', (route) => route.fulfill({ status: 404 }));
  await page.goto('http://own.test/');
  await expect.poll(() => watching.findings.map(({ kind }) => kind)).toContain('scripts');
  await watching.look();
  expect([...new Set(watching.findings.map(({ kind }) => kind))].toSorted()).toEqual([
    'clobbered',
    'names',
    'overlays',
    'problems',
    'requests',
    'scripts',
    'sideways',
  ]);
});

describe.runIf(!isLong)('a sample of hostile content', () => {
  it('[N1] [N3] [N4] runs, asks, covers, clobbers and changes nothing on any screen, and its names are shown as they are', async () => {
    const walk = await open(sample(ownVectors, Number(process.env['HOSTILE_SEED'] ?? 1)), { app: built, most: 1 });
    await walkAll(walk);
    expect(walk.watch.findings).toEqual([]);
    expect(await findChangedBytes(walk)).toEqual([]);
  });
});

describe.runIf(isLong)('all hostile content', async () => {
  const brought = cases === undefined ? [] : [await readCases(cases)];
  const all = [ownVectors, ...brought].reduce((one, other) => ({
    bodies: [...one.bodies, ...other.bodies],
    names: [...one.names, ...other.names],
    files: [...one.files, ...other.files],
  }));
  const parts = divide(all).map((vectors, index) => ({ vectors, part: index + 1 }));
  afterAll(() => {
    process.stdout.write(`\n${all.bodies.length} texts, ${all.names.length} names, ${all.files.length} file names\n\n`);
    process.stdout.write(findingsTable(figures));
  });

  it.each(parts)('[N1] [N3] [N4] part $part is shown on all screens and does nothing', async ({ vectors }) => {
    const walk = await open(vectors, { app: built, most: inOneRepository });
    try {
      await walkPaste(walk);
      await walkAll(walk);
      for (const words of await findChangedBytes(walk))
        figures.findings.push({ kind: 'problems', screen: 'bytes changed', words });
    } finally {
      count(walk);
    }
    expect(walk.watch.findings).toEqual([]);
    expect(await findChangedBytes(walk)).toEqual([]);
  });

  it.runIf(uncleaned !== undefined).each(parts)(
    '[N5] part $part does nothing either where no HTML is cleaned',
    async ({ vectors }) => {
      const walk = await open(vectors, { app: uncleaned ?? '', most: inOneRepository });
      try {
        await walkPosts(walk, walkPreview);
        await walkReviews(walk);
      } finally {
        count(walk, 'uncleaned ');
      }
      expect(walk.watch.findings).toEqual([]);
    },
  );
  it.runIf(uncleaned !== undefined)('[N5] the policy had something to stop there', () => {
    expect(figures.stopped.filter((screen) => screen.startsWith('uncleaned preview')).length).toBeGreaterThan(0);
  });
});
