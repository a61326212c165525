import type { GalleyError } from '#base';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RequestName } from './fault-proxy.ts';
import {
  createBrowserStorage,
  openTab,
  startFaultSite,
  type BrowserStorage,
  type FaultSite,
  type FaultTab,
} from './fault-site.ts';
import { faultRows, fewRows, isLongForm, type FaultRow } from './fault-table.ts';

const path = 'posts/one.md';
const text = '# One\n\nFirst paragraph.\n\nSecond paragraph.\n\nThird paragraph.\n';

let site: FaultSite;
let storage: BrowserStorage;
let count = 0;
/** The remote's commits as they should be, newest first. */
let known: readonly string[] = [];

beforeAll(async () => {
  site = await startFaultSite({ files: { [path]: text, 'README.md': 'The site.\n' } });
  storage = createBrowserStorage();
  const tab = await openTab(site.proxy.url, storage);
  await tab.workspace.clone({});
  tab.close();
  known = await log();
});
afterAll(() => site.stop());

/** One row for each request that goes wrong in each way; every second one in the short form, so that each way is met somewhere. */
function cells(requests: readonly RequestName[], rows = faultRows): [title: string, row: FaultRow, at: number][] {
  const all = requests.flatMap((name, at) =>
    rows.map((row): [string, FaultRow, number] => [`${row.name} at request ${at + 1} (${name})`, row, at]),
  );
  return isLongForm ? all : all.filter((_, place) => place % 2 === 0);
}

/** Lets the `at`th request from now on go wrong. */
function spoil(at: number, row: FaultRow, { proxy } = site): void {
  const start = proxy.requests.length;
  proxy.setScript(({ index }) => (index === start + at ? row.fault : undefined));
}

const log = async (): Promise<string[]> => (await site.repository.git('log', '--format=%H %s', 'main')).split('\n');

/** What someone else commits meanwhile. */
async function commitTheirs(line: string): Promise<string> {
  const tip = await site.repository.commit({ files: { 'README.md': `${line}\n` }, message: line });
  known = [`${tip} ${line}`, ...known];
  return tip;
}

interface Outcome {
  readonly kind: string;
  readonly error?: GalleyError;
}

/** What the person is told of the fault: its code, the status and how long to wait where there are any; "passed" where it did no harm. */
function toldOf(outcome: Outcome): unknown {
  if (outcome.error === undefined) return 'passed';
  const { code, data } = outcome.error;
  return { code, status: data['status'], retryAfter: data['retryAfter'] };
}

/** The same as it should be, given the code that was told. */
function rightFor(row: FaultRow, outcome: Outcome): unknown {
  if (outcome.error === undefined && row.mayPass === true) return 'passed';
  const { fault, codes } = row;
  const status = fault.kind === 'status' ? fault.status : undefined;
  return {
    code: codes.find((code) => code === outcome.error?.code) ?? codes,
    status,
    retryAfter: status === 429 ? 600 : undefined,
  };
}

/** The post as the person sees it when they come back. */
const seen = async (tab: FaultTab): Promise<string> => (await tab.workspace.openPost(path)).post.source;

/** What the remote has, what is here, and what the person sees, in one value to compare. */
async function situation(tab: FaultTab): Promise<unknown> {
  return {
    log: await log(),
    remoteText: await site.repository.read(path),
    changes: await tab.workspace.listChanges(),
    seen: await seen(tab),
  };
}

describe('a clone that meets', () => {
  it.each(cells(['upload-refs', 'ls-refs', 'fetch']))(
    '%s says so, and works when asked again',
    async (_title, row, at) => {
      const tab = await openTab(site.proxy.url, createBrowserStorage());
      spoil(at, row);
      const outcome = await tab.workspace.clone({});
      expect(toldOf(outcome)).toEqual(rightFor(row, outcome));
      site.proxy.setScript(undefined);
      expect(await tab.workspace.open()).toEqual({ kind: outcome.kind === 'failed' ? 'not-cloned' : 'ready' });
      expect(await tab.workspace.clone({})).toEqual({ kind: 'cloned' });
      expect((await tab.git.state()).head).toBe(known[0]?.slice(0, 40));
      expect(await seen(tab)).toBe(text);
      tab.close();
    },
  );
});

/** Publishes an edit while `at` is spoiled, then once more; the text and everyone's commits have to be there, once each. */
async function publishThrough({
  row,
  at,
  theirs,
}: {
  readonly row: FaultRow;
  readonly at: number;
  readonly theirs: boolean;
}): Promise<{ readonly now: unknown; readonly right: unknown }> {
  const tab = await openTab(site.proxy.url, storage);
  const message = `Edit ${(count += 1)}`;
  const typed = `${text}\n${message}.\n`;
  await tab.type(path, typed);
  if (theirs) await commitTheirs(`Theirs ${count}`);
  spoil(at, row);
  const outcome = await tab.publish([path], message);
  expect(toldOf(outcome)).toEqual(rightFor(row, outcome));
  site.proxy.setScript(undefined);
  expect(await seen(tab)).toBe(typed);
  const commits = await log();
  expect(commits.slice(-known.length)).toEqual(known);
  expect(commits.length - known.length).toBeLessThanOrEqual(1);

  expect(['published', 'nothing-to-publish']).toContain((await tab.publish([])).kind);
  known = [`${(await tab.git.state()).head} ${message}`, ...known];
  const now = await situation(tab);
  tab.close();
  return { now, right: { log: known, remoteText: typed, changes: { drafts: [], outbox: [] }, seen: typed } };
}

describe('publishing that meets', () => {
  it.each(cells(['receive-refs', 'receive-pack']))(
    '%s keeps the text, and a retry makes it one commit',
    async (_title, row, at) => {
      const { now, right } = await publishThrough({ row, at, theirs: false });
      expect(now).toEqual(right);
    },
  );
});

describe('publishing while the remote moved on that meets', () => {
  it.each(
    cells(
      ['receive-refs', 'upload-refs', 'ls-refs', 'fetch', 'receive-refs', 'receive-pack'],
      isLongForm ? faultRows : fewRows,
    ),
  )('%s keeps both sides, and a retry puts one commit on top of theirs', async (_title, row, at) => {
    const { now, right } = await publishThrough({ row, at, theirs: true });
    expect(now).toEqual(right);
  });
});

describe('a sync that meets', () => {
  it.each(cells(['upload-refs', 'ls-refs', 'fetch'], isLongForm ? faultRows : fewRows))(
    '%s changes nothing here, and works when asked again',
    async (_title, row, at) => {
      const tab = await openTab(site.proxy.url, storage);
      const { head } = await tab.git.state();
      const typed = `${text}\nDraft ${(count += 1)}.\n`;
      await tab.type(path, typed);
      const tip = await commitTheirs(`Theirs ${count}`);
      spoil(at, row);
      const outcome = await tab.workspace.sync();
      expect(toldOf(outcome)).toEqual(rightFor(row, outcome));
      site.proxy.setScript(undefined);
      expect((await tab.git.state()).head).toBe(outcome.kind === 'failed' ? head : tip);
      expect(await seen(tab)).toBe(typed);
      expect(await tab.workspace.sync()).toEqual({ kind: 'synced' });
      expect((await tab.git.state()).head).toBe(tip);
      expect(await seen(tab)).toBe(typed);
      await tab.workspace.discardDrafts([path]);
      tab.close();
    },
  );
});

describe('with a server like the product’s own,', () => {
  let own: FaultSite;

  beforeAll(async () => {
    own = await startFaultSite({ files: { [path]: text, 'README.md': 'The site.\n' } }, 'own');
  });
  afterAll(() => own.stop());

  // What is asked early is asked again.
  it.each(cells(['fetch', 'ls-refs']))('a first clone that meets %s is made', async (_title, row, at) => {
    spoil(at, row, own);
    const tab = await openTab(own.proxy.url, createBrowserStorage(), { server: 'own', isFirstVisit: true });
    expect(await tab.workspace.clone({})).toEqual({ kind: 'cloned' });
    own.proxy.setScript(undefined);
    expect((await tab.git.state()).head).toBe(await own.repository.git('rev-parse', 'main'));
    expect(await seen(tab)).toBe(text);
    tab.close();
  });

  it.each(cells(['fetch'], isLongForm ? faultRows : fewRows))(
    'a sync that meets %s brings in what is new, or says why not and works when asked again',
    async (_title, row, at) => {
      const kept = createBrowserStorage();
      const tab = await openTab(own.proxy.url, kept, { server: 'own' });
      await tab.workspace.clone({});
      const { head } = await tab.git.state();
      const typed = `${text}\nDraft ${(count += 1)}.\n`;
      await tab.type(path, typed);
      const tip = await own.repository.commit({ files: { 'README.md': `Theirs ${count}\n` } });
      spoil(at, row, own);
      const outcome = await tab.workspace.sync();
      own.proxy.setScript(undefined);
      expect(toldOf(outcome)).toEqual(rightFor({ ...row, mayPass: true }, outcome));
      expect((await tab.git.state()).head).toBe(outcome.kind === 'failed' ? head : tip);
      expect(await tab.workspace.sync()).toEqual({ kind: 'synced' });
      expect((await tab.git.state()).head).toBe(tip);
      expect(await seen(tab)).toBe(typed);
      tab.close();
    },
  );
});

/** Answers that are lost, one after the other. */
const times = isLongForm ? 50 : 12;

describe('an answer lost after the server took the push', () => {
  it(`gives exactly one commit, ${times} times of ${times}`, async () => {
    const tab = await openTab(site.proxy.url, storage);
    const before = known;
    for (let round = 1; round <= times; round += 1) {
      await tab.type(path, `${text}\nLost ${round}.\n`);
      site.proxy.setScript(({ name }) => (name === 'receive-pack' ? { kind: 'reset-after' } : undefined));
      expect((await tab.publish([path], `Lost ${round}`)).kind).toBe('failed');
      site.proxy.setScript(undefined);
      expect((await tab.publish([])).kind).toBe('published');
    }
    const after = await log();
    expect(after.slice(times)).toEqual(before);
    expect(after.slice(0, times).map((line) => line.slice(41))).toEqual(
      Array.from({ length: times }, (_, index) => `Lost ${times - index}`),
    );
    tab.close();
  }, 180_000);
});

it('after all this the remote is sound', async () => {
  expect(await site.repository.git('fsck', '--strict', '--no-dangling')).toBe('');
});
