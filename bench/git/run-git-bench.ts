import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { RemoteLocation } from '#git';
import * as v from 'valibot';
import type { DefaultCloneTimes } from './isomorphic-client.ts';
import { addHistory, makePosts } from './make-posts.ts';
import { run } from './run.ts';
import { PlainBrowser, type PlainPage } from './plain-browser.ts';
import { serveSite, type ServedSite } from './serve-site.ts';
import { cloneByDefault, cloneInPage, openBarePage, openWorkerPage } from './worker-page.ts';

/** Milliseconds, medians of the rounds; a ratio is against git itself doing the same over the same server in the same round. */
export interface GitFigures {
  readonly posts: number;
  readonly packMegabytes: number;
  readonly nativeClone: number;
  readonly toPaths: number;
  readonly toPathsRatio: number;
  readonly toFirstTitles: number;
  readonly toFirstTitlesRatio: number;
  readonly toAllTitles: number;
  readonly toAllTitlesRatio: number;
  readonly reloadToList: number;
  readonly commit: number;
  readonly push: number;
  readonly pushRatio: number;
  readonly fetchOne: number;
  readonly fetchOneRatio: number;
  readonly fetch500: number;
  readonly fetch500Ratio: number;
  readonly historyOnce: number;
  readonly history: number;
  readonly historyRatio: number;
  /** Two trees with one change each: compared, and put together and durable. */
  readonly merge: number;
  readonly mergeWritten: number;
  /** Of the page's renderer with its worker, at its highest. */
  readonly rendererMegabytes: number;
  /** isomorphic-git's clone as its documentation shows it, in the same browser, and the same until all titles are read; null where that did not end in two minutes. */
  readonly isomorphicClone: number | null;
  readonly isomorphicToAllTitles: number | null;
  /** How many times faster all titles were here. */
  readonly isomorphicRatio: number | null;
}

/** One round's times. */
type Round = Record<
  | 'nativeClone'
  | 'toPaths'
  | 'toFirstTitles'
  | 'toAllTitles'
  | 'reloadToList'
  | 'commit'
  | 'push'
  | 'nativePush'
  | 'fetchOne'
  | 'nativeFetchOne'
  | 'fetch500'
  | 'nativeFetch500'
  | 'historyOnce'
  | 'history'
  | 'nativeHistory'
  | 'merge'
  | 'mergeWritten'
  | 'rendererMegabytes',
  number
>;

const pageSchema = v.object({
  repository: v.object({ url: v.string() }),
  headers: v.record(v.string(), v.string()),
  capabilities: v.array(v.string()),
  head: v.nullable(v.string()),
});

const COMMITS = 500;
const EDITED = 'posts/1/post-1.md';
/** How long isomorphic-git may take to all titles, in milliseconds. */
const ISOMORPHIC_LIMIT = 120_000;

/** Measures the product's repository worker in a real Chromium with a profile on disk, beside git, over the product's own server. */
export async function runGitBench(
  sizes: readonly { readonly posts: number; readonly rounds: number }[],
): Promise<readonly GitFigures[]> {
  const figures: GitFigures[] = [];
  for (const { posts, rounds } of sizes) {
    const measured = await measure(posts, rounds);
    figures.push(measured);
    console.table(measured);
  }
  return figures;
}

/** A repository of its own behind the product's server. */
interface Site {
  readonly path: string;
  readonly server: ServedSite;
  readonly location: RemoteLocation & { readonly headers: Readonly<Record<string, string>> };
}

async function startSite(path: string): Promise<Site> {
  const server = await serveSite(path);
  return { path, server, location: await locationOf(server) };
}

/** Where the page of a server finds its repository, as the page has it. */
async function locationOf(server: ServedSite): Promise<Site['location']> {
  const page = await (await fetch(server.url)).text();
  const content = /name="galley-page" content="([^"]+)"/.exec(page)?.[1] ?? '';
  const { repository, headers, capabilities, head } = v.parse(
    pageSchema,
    JSON.parse(content.replaceAll('&quot;', '"')),
  );
  const url = new URL(repository.url, server.url).href;
  return { url, headers, capabilities, ...(head === null ? {} : { head }) };
}

async function measure(posts: number, rounds: number): Promise<GitFigures> {
  const path = await makePosts(posts);
  const site = await startSite(path);
  const all: Round[] = [];
  /** Each with the round that it was measured beside. */
  const isomorphic: { readonly times: DefaultCloneTimes; readonly round: Round }[] = [];
  try {
    for (let count = 0; count < rounds; count += 1) {
      const round = await measureRound(site, count);
      all.push(round);
      // Where it did not end once, it is not waited for again.
      const times = isomorphic.length === count ? await cloneByIsomorphicGit(site) : undefined;
      if (times !== undefined) isomorphic.push({ times, round });
    }
  } finally {
    await site.server.close();
  }
  const packMegabytes = Number(/size-pack: (\d+)/.exec(await run('git', ['count-objects', '-v'], path))?.[1]) / 1024;
  await rm(dirname(path), { recursive: true });
  const of = (name: keyof Round): number => median(all.map((round) => round[name]));
  const ratio = (name: keyof Round, native: keyof Round): number =>
    Math.round(exactMedian(all.map((round) => round[name] / round[native])) * 100) / 100;
  const besideIsomorphic = (figure: (times: DefaultCloneTimes, round: Round) => number): number | null =>
    isomorphic.length === 0 ? null : median(isomorphic.map(({ times, round }) => figure(times, round)));
  return {
    posts,
    packMegabytes: Math.round(packMegabytes),
    nativeClone: of('nativeClone'),
    toPaths: of('toPaths'),
    toPathsRatio: ratio('toPaths', 'nativeClone'),
    toFirstTitles: of('toFirstTitles'),
    toFirstTitlesRatio: ratio('toFirstTitles', 'nativeClone'),
    toAllTitles: of('toAllTitles'),
    toAllTitlesRatio: ratio('toAllTitles', 'nativeClone'),
    reloadToList: of('reloadToList'),
    commit: of('commit'),
    push: of('push'),
    pushRatio: ratio('push', 'nativePush'),
    fetchOne: of('fetchOne'),
    fetchOneRatio: ratio('fetchOne', 'nativeFetchOne'),
    fetch500: of('fetch500'),
    fetch500Ratio: ratio('fetch500', 'nativeFetch500'),
    historyOnce: of('historyOnce'),
    history: of('history'),
    historyRatio: ratio('history', 'nativeHistory'),
    merge: of('merge'),
    mergeWritten: of('mergeWritten'),
    rendererMegabytes: of('rendererMegabytes'),
    isomorphicClone: besideIsomorphic(({ clone }) => clone),
    isomorphicToAllTitles: besideIsomorphic(({ allTitles }) => allTitles),
    isomorphicRatio: besideIsomorphic(({ allTitles }, { toAllTitles }) => allTitles / toAllTitles),
  };
}

async function measureRound(site: Site, round: number): Promise<Round> {
  const folder = await mkdtemp(join(tmpdir(), 'galley-native-'));
  const native = join(folder, 'clone.git');
  const git = (args: readonly string[], cwd = folder): Promise<number> =>
    timed(() =>
      run('git', ['-c', `http.extraHeader=x-galley-secret: ${site.location.headers['x-galley-secret']}`, ...args], cwd),
    );
  const nativeClone = await git(['clone', '--quiet', '--bare', '--depth', '1', site.location.url, native]);

  const browser = await launchBrowser();
  const at = { browser, serverUrl: site.server.url, location: site.location };
  const first = await openBarePage(at);
  await browser.settled();
  const cold = await cloneInPage(first, at);
  const rendererMegabytes = await rendererMemory(browser);
  await first.close();
  const page = await openWorkerPage(at);
  const reloadToList = await page.evaluate(() => globalThis.bench.listFiles());

  const commits: number[] = [];
  for (let edit = 0; edit < 9; edit += 1) commits.push(await commit(page, EDITED, `# Edit ${round} ${edit}\n`));
  await page.evaluate(() => globalThis.bench.push());
  const pushes: number[] = [];
  const nativePushes: number[] = [];
  const fetches: number[] = [];
  const nativeFetches: number[] = [];
  for (let edit = 0; edit < 3; edit += 1) {
    await commit(page, EDITED, `# Pushed ${round} ${edit}\n`);
    pushes.push(await page.evaluate(() => globalThis.bench.push()));
    nativeFetches.push(await git(['fetch', '--quiet', 'origin', '+main:main'], native));
    const made = await commitInBare(native, `posts/2/post-2.md`, `# Native ${round} ${edit}\n`);
    nativePushes.push(await git(['push', '--quiet', 'origin', `${made}:refs/heads/main`], native));
    fetches.push(await page.evaluate(() => globalThis.bench.fetch()));
  }
  await git(['fetch', '--quiet', 'origin', '+main:main'], native);
  await addHistory(site.path, COMMITS, round);
  const fetch500 = await page.evaluate(() => globalThis.bench.fetch());
  const nativeFetch500 = await git(['fetch', '--quiet', 'origin', '+main:main'], native);

  const historyOnce = await page.evaluate((path) => globalThis.bench.history(path), EDITED);
  const history = await page.evaluate((path) => globalThis.bench.history(path), 'posts/3/post-3.md');
  await git(['fetch', '--quiet', '--unshallow', '--filter=blob:none', 'origin', '+main:main'], native);
  const nativeHistory = await git(['log', '--format=%H', 'main', '--', 'posts/3/post-3.md'], native);

  await commitInBare(site.path, 'posts/4/post-4.md', `# Theirs ${round}\n`, 'refs/heads/main');
  const merge = await page.evaluate(([path, text]) => globalThis.bench.merge(path, text), [
    'posts/5/post-5.md',
    `# Mine ${round}\n`,
  ] as const);
  await browser.close();
  await rm(folder, { recursive: true });
  return {
    nativeClone,
    toPaths: cold.paths,
    toFirstTitles: cold.firstTitles,
    toAllTitles: cold.allTitles,
    reloadToList,
    commit: exactMedian(commits),
    push: exactMedian(pushes),
    nativePush: exactMedian(nativePushes),
    fetchOne: exactMedian(fetches),
    nativeFetchOne: exactMedian(nativeFetches),
    fetch500,
    nativeFetch500,
    historyOnce,
    history,
    nativeHistory,
    merge: merge.compared,
    mergeWritten: merge.written,
    rendererMegabytes,
  };
}

function commit(page: PlainPage, path: string, text: string): Promise<number> {
  return page.evaluate(([where, what]) => globalThis.bench.commit(where, what), [path, text] as const);
}

/** Commits one file on top of main in a bare repository, by git's own commands; moves `ref` there when it is given. */
async function commitInBare(path: string, file: string, text: string, ref?: string): Promise<string> {
  const index = { ...process.env, GIT_INDEX_FILE: join(path, 'bench-index') };
  const identity = ['-c', 'user.name=Bench', '-c', 'user.email=bench@example.test'];
  const git = (args: readonly string[], input = ''): Promise<string> =>
    new Promise((done, fail) => {
      const child = execFile('git', [...identity, ...args], { cwd: path, env: index }, (error, stdout) =>
        error === null ? done(stdout.trim()) : fail(error),
      );
      // A command that reads nothing may have ended before.
      child.stdin?.on('error', () => undefined);
      child.stdin?.end(input);
    });
  await git(['read-tree', 'main']);
  const blob = await git(['hash-object', '-w', '--stdin'], text);
  await git(['update-index', '--add', '--cacheinfo', `100644,${blob},${file}`]);
  const made = await git(['commit-tree', await git(['write-tree', '--missing-ok']), '-p', 'main', '-m', 'Native']);
  if (ref !== undefined) await git(['update-ref', ref, made]);
  return made;
}

/** The highest resident set of the browser's renderers, from the kernel's own count. */
async function rendererMemory(browser: PlainBrowser): Promise<number> {
  const peaks = (await browser.renderers()).map(
    async (id) => /VmHWM:\s+(\d+)/.exec(await readFile(`/proc/${id}/status`, 'utf8'))?.[1] ?? '0',
  );
  return Math.max(0, ...(await Promise.all(peaks)).map((kilobytes) => Number(kilobytes) / 1024));
}

async function cloneByIsomorphicGit({ server, location }: Site): Promise<DefaultCloneTimes | undefined> {
  const browser = await launchBrowser();
  const taken = await cloneByDefault({ browser, serverUrl: server.url, location }, ISOMORPHIC_LIMIT);
  await browser.close();
  return taken;
}

function launchBrowser(): Promise<PlainBrowser> {
  return PlainBrowser.launch(process.env['CHROMIUM_PATH'] ?? 'chromium');
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

function exactMedian(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

function median(values: readonly number[]): number {
  return Math.round(exactMedian(values) * 10) / 10;
}
