import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { checkExportedClone } from './export-clone.ts';
import { author, createBrowserStorage, openTab, startFaultSite, type FaultSite, type FaultTab } from './fault-site.ts';
import { isLongForm } from './fault-table.ts';
import { KillableStorage, type LastWrite } from './killable-storage.ts';
import { RandomNumbers } from './random-numbers.ts';

const path = 'posts/one.md';
const textOf = (word: string): string => `# One\n\n${word} paragraph.\n\nLast paragraph.\n`;
const said = 'Is it so?';
const seed = Number(process.env['FAULT_SEED'] ?? 7);
const lastWrites = ['kept', 'torn', 'dropped'] as const;
/** So many writes, and pushes, a review takes at least from the clone to its publication. */
const WRITES = 10;
const PUSHES = 3;

/** What the person was told, when the browser died. */
interface Told {
  hasTyped: boolean;
  hasSaid: boolean;
  isPublished: boolean;
}

let site: FaultSite;
let rounds = 0;

beforeAll(async () => {
  site = await startFaultSite({ files: { [path]: textOf('First') } });
  // A worker says here what it could not say to the tab that died.
  vi.stubGlobal('reportError', () => undefined);
});
afterAll(async () => {
  vi.unstubAllGlobals();
  await site.stop();
});

const send = (tab: FaultTab, title: string) =>
  tab.workspace.reviews.send({ paths: [path], title, summary: '', reviewers: [], author });

async function work(tab: FaultTab, title: string, told: Told): Promise<void> {
  await tab.workspace.clone({});
  await tab.workspace.sync();
  await tab.type(path, textOf(title));
  told.hasTyped = true;
  const sent = await send(tab, title);
  const id = 'id' in sent ? sent.id : '';
  await tab.workspace.reviews.comment({ id, text: said, author });
  told.hasSaid = true;
  told.isPublished = (await tab.workspace.reviews.publish([id], author)).kind === 'published';
}

/** Comes back, and does what is left to do: nothing is lost, nothing is there twice. */
async function comeBack(storage: ReturnType<typeof createBrowserStorage>, title: string, told: Told): Promise<void> {
  const tab = await openTab(site.proxy.url, storage);
  await tab.workspace.clone({});
  await tab.workspace.sync();
  expect(await checkExportedClone(storage.store)).toBe('');
  const own = async () => (await tab.workspace.reviews.list()).filter(({ review }) => review.title === title);
  const isThere = (await own()).length > 0;
  const { drafts } = await tab.workspace.listChanges();
  // What was typed is a draft until it is a review.
  expect(told.hasTyped && !isThere ? drafts.map((draft) => draft.path) : [path]).toEqual([path]);
  if (!isThere) {
    await tab.type(path, textOf(title));
    await send(tab, title);
  }
  const [row, ...others] = await own();
  expect(others).toEqual([]);
  const id = row?.review.id ?? '';
  const words = row?.review.threads.map(({ comment }) => comment.text).filter((word) => word === said) ?? [];
  expect(words.length).toBeLessThan(2);
  expect(words.length === 1 || !told.hasSaid).toBe(true);
  expect(row?.review.state === 'published' || !told.isPublished).toBe(true);
  const outcome = await tab.workspace.reviews.publish([id], author);
  expect(['published', 'nothing-to-publish', 'not-allowed']).toContain(outcome.kind);
  await tab.workspace.sync();
  const after = await tab.workspace.reviews.open(id);
  expect([after.review.state, after.files[0]?.after]).toEqual(['published', textOf(title)]);
  expect(await tab.workspace.listChanges()).toEqual({ drafts: [], outbox: [] });
  expect(await site.repository.read(path)).toBe(textOf(title));
  const messages = await site.repository.git('log', '--format=%s', 'main');
  expect(messages.split('\n').filter((message) => message === title)).toHaveLength(1);
  tab.close();
}

async function killAt(at: number, lastWrite: LastWrite): Promise<boolean> {
  const storage = createBrowserStorage();
  const killable = new KillableStorage(storage, { at, lastWrite });
  const told: Told = { hasTyped: false, hasSaid: false, isPublished: false };
  rounds += 1;
  const title = `Round ${rounds}`;
  const tab = await openTab(site.proxy.url, killable);
  await work(tab, title, told).catch(() => undefined);
  tab.close();
  await comeBack(storage, title, told);
  return killable.isDead;
}

/** In the long form each write; else one of them, which the seed picks. */
async function killAtMany(lastWrite: LastWrite): Promise<number> {
  if (isLongForm) {
    let at = 1;
    while (await killAt(at, lastWrite)) at += 1;
    return at;
  }
  const at = 1 + new RandomNumbers(seed + lastWrites.indexOf(lastWrite)).below(WRITES);
  expect(await killAt(at, lastWrite), `write ${at} of seed ${seed}`).toBe(true);
  return WRITES;
}

describe.each(lastWrites)('a browser killed at a write that is %s', (lastWrite) => {
  it('[R7] loses nothing of a review and doubles nothing, whichever write it is', { timeout: 900_000 }, async () => {
    expect(await killAtMany(lastWrite)).toBeGreaterThanOrEqual(WRITES);
  });
});

it('[R7] an answer that is lost makes no second review, comment or merge', { timeout: 900_000 }, async () => {
  const first = isLongForm ? 0 : new RandomNumbers(seed).below(PUSHES);
  for (let at = first; ; at += 1) {
    rounds += 1;
    const title = `Round ${rounds}`;
    const storage = createBrowserStorage();
    const told: Told = { hasTyped: false, hasSaid: false, isPublished: false };
    const tab = await openTab(site.proxy.url, storage);
    let pushes = -1;
    site.proxy.setScript(({ name }) => {
      if (name === 'receive-pack') pushes += 1;
      return name === 'receive-pack' && pushes === at ? { kind: 'reset-after' } : undefined;
    });
    await work(tab, title, told);
    tab.close();
    site.proxy.setScript(undefined);
    await comeBack(storage, title, told);
    if (!isLongForm || pushes < at) break;
  }
  expect(rounds).toBeGreaterThan(0);
});
