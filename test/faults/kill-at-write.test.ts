import { setupServer } from 'msw/node';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createMemoryRemote } from '#mocks';
import { checkExportedClone } from './export-clone.ts';
import { createBrowserStorage, openTab, type FaultTab } from './fault-site.ts';
import { KillableStorage, type LastWrite } from './killable-storage.ts';

const url = 'http://kill.test/site.git';
const paths = ['posts/one.md', 'posts/two.md', 'posts/three.md'] as const;
const [one, two, three] = paths;
const textOf = (path: string): string => `# ${path}\n\nFirst paragraph.\n\nSecond paragraph.\n\nThird paragraph.\n`;
const server = setupServer();

beforeAll(() => {
  server.listen({ onUnhandledRequest: 'error' });
  // A worker says here what it could not say to the tab that died.
  vi.stubGlobal('reportError', () => undefined);
});
afterAll(() => {
  vi.unstubAllGlobals();
  server.close();
});

type Remote = ReturnType<typeof createMemoryRemote>;

/** What is known for sure when the browser dies. */
interface Knowledge {
  /** What was typed last in each post, and what before: while it is being stored, either is right. */
  readonly typed: Map<string, { readonly now: string; readonly before: string }>;
  /** Commits that the person was told are published. */
  readonly published: string[];
  /** Commits of others. */
  readonly theirs: string[];
}

/** A day's work: clone, save, commit and push, also after others; a push without a network; a conflict; a sync. */
async function work(tab: FaultTab, remote: Remote, knowledge: Knowledge): Promise<void> {
  const type = async (path: string, text: string): Promise<void> => {
    knowledge.typed.set(path, { now: text, before: knowledge.typed.get(path)?.now ?? textOf(path) });
    await tab.type(path, text);
    knowledge.typed.set(path, { now: text, before: text });
  };
  const publish = async (path: string, message: string): Promise<string> => {
    const outcome = await tab.publish([path], message);
    if (outcome.kind === 'published') knowledge.published.push(outcome.commit);
    return outcome.kind;
  };
  const commitTheirs = (path: string, word: string): void => {
    const text = remote.read(path) ?? '';
    knowledge.theirs.push(remote.commit({ [path]: text.replace(/Third.*/, `${word} third.`) }, `Theirs ${word}`));
  };
  await tab.workspace.clone({});
  await type(one, textOf(one).replace('First', 'My first'));
  await publish(one, 'Ours 1');
  commitTheirs(two, 'Their');
  await type(two, textOf(two).replace('First', 'My first'));
  await publish(two, 'Ours 2');
  await type(three, textOf(three).replace('Third', 'My third'));
  remote.setFault(() => ({ kind: 'network', after: false }));
  await publish(three, 'Ours 3');
  remote.setFault(undefined);
  commitTheirs(three, 'Conflicting');
  expect(await publish(three, 'Ours 4')).toBe('conflict');
  commitTheirs(one, 'Last');
  await tab.workspace.sync();
}

/** Comes back after the kill, and checks what must hold, first as found and then after one click and each choice. */
async function comeBack(
  storage: ReturnType<typeof createBrowserStorage>,
  remote: Remote,
  { typed, published, theirs }: Knowledge,
): Promise<void> {
  const tab = await openTab(url, storage);
  await tab.workspace.clone({});
  expect(await checkExportedClone(storage.store)).toBe('');
  for (const [path, { now, before }] of typed) {
    const lines = [now, before].map((text) => text.split('\n').find((line) => line.startsWith('My')) ?? '');
    const { source } = (await tab.workspace.openPost(path)).post;
    expect(lines.some((line) => source.includes(line))).toBe(true);
  }
  for (let clicks = 0; clicks < 3; clicks += 1) {
    const { drafts } = await tab.workspace.listChanges();
    const outcome = await tab.publish(
      drafts.map(({ path }) => path),
      `After ${clicks}`,
    );
    expect(['published', 'nothing-to-publish', 'conflict']).toContain(outcome.kind);
    if (outcome.kind !== 'conflict') break;
    for (const path of outcome.paths) {
      const conflict = await tab.workspace.openConflict(path);
      await tab.workspace.resolveConflict(path, { ...conflict, text: conflict.mine });
    }
  }
  expect(await tab.workspace.sync()).toEqual({ kind: 'synced' });
  expect(await tab.workspace.listChanges()).toEqual({ drafts: [], outbox: [] });
  const log = remote.log();
  expect((await tab.git.state()).head).toBe(log[0]);
  expect(log.filter((oid) => theirs.includes(oid))).toEqual(theirs.toReversed());
  expect(log.filter((oid) => published.includes(oid))).toEqual(published.toReversed());
  const messages = log.map((oid) => remote.message(oid));
  expect(messages.filter((message, index) => messages.indexOf(message) !== index)).toEqual([]);
  tab.close();
}

async function killAt(
  at: number,
  lastWrite: LastWrite,
): Promise<{ readonly writes: number; readonly isDead: boolean }> {
  const remote = createMemoryRemote({ url, files: Object.fromEntries(paths.map((path) => [path, textOf(path)])) });
  server.resetHandlers(...remote.handlers);
  const storage = createBrowserStorage();
  const killable = new KillableStorage(storage, { at, lastWrite });
  const knowledge: Knowledge = { typed: new Map(), published: [], theirs: [] };
  const tab = await openTab(url, killable);
  const error = await work(tab, remote, knowledge).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  tab.close();
  expect(error === undefined).toBe(!killable.isDead);
  remote.setFault(undefined);
  await comeBack(storage, remote, knowledge);
  return { writes: killable.writes, isDead: killable.isDead };
}

describe.each(['kept', 'torn', 'dropped'] as const)('a browser killed at a write that is %s', (lastWrite) => {
  it('loses nothing that was stored and doubles nothing, whichever write it is', async () => {
    let at = 1;
    while ((await killAt(at, lastWrite)).isDead) at += 1;
    expect(at).toBeGreaterThan(15);
    // A clone, a day's work and a return for each write: more than one test's usual time on a busy machine.
  }, 120_000);
});
