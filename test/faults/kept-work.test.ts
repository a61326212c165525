import { afterEach, describe, expect, it } from 'vitest';
import {
  author,
  createBrowserStorage,
  openTab,
  startFaultSite,
  type BrowserStorage,
  type FaultSite,
} from './fault-site.ts';

const path = 'posts/one.md';
const text = '# One\n\nFirst paragraph.\n\nSecond paragraph.\n';
const mine = text.replace('First', 'My first');
const undo: (() => void | Promise<void>)[] = [];

afterEach(async () => {
  for (let next = undo.pop(); next !== undefined; next = undo.pop()) await next();
});

async function startSite(): Promise<FaultSite> {
  const site = await startFaultSite({ files: { [path]: text, 'posts/old.md': '# Old\n', 'README.md': 'The site.\n' } });
  undo.push(() => site.stop());
  return site;
}

describe('a draft whose clone the browser gave up', () => {
  /** Types into a post, loses the clone, and lets someone else change another line of the post. */
  const loseClone = async (site: FaultSite): Promise<BrowserStorage> => {
    const storage = createBrowserStorage();
    const before = await openTab(site.proxy.url, storage);
    await before.workspace.clone({});
    await before.type(path, mine);
    before.close();
    await storage.store.remove();
    await site.repository.commit({ files: { [path]: text.replace('Second', 'Their second') } });
    return storage;
  };

  it('can be edited on, and is merged with what it was made from, which the remote still has', async () => {
    const site = await startSite();
    const tab = await openTab(site.proxy.url, await loseClone(site));
    undo.push(() => tab.close());
    await tab.workspace.clone({});
    await tab.type(path, `${mine}\nMore.\n`);
    expect(await tab.publish([path])).toMatchObject({ kind: 'published' });
    expect(await site.repository.read(path)).toBe(`${mine.replace('Second', 'Their second')}\nMore.\n`);
  });

  it('asks when the post was changed and nobody has what the draft was made from', async () => {
    const site = await startSite();
    const storage = await loseClone(site);
    const { repository } = site;
    const replaced = await repository.git('commit-tree', 'main^{tree}', '-m', 'Only this');
    await repository.git('update-ref', 'refs/heads/main', replaced);
    await repository.git('reflog', 'expire', '--expire=now', '--all');
    await repository.git('gc', '--quiet', '--prune=now');

    const tab = await openTab(site.proxy.url, storage);
    undo.push(() => tab.close());
    await tab.workspace.clone({});
    await tab.type(path, `${mine}\nMore.\n`);
    expect(await tab.publish([path])).toEqual({ kind: 'conflict', paths: [path] });
    const texts = await tab.workspace.openConflict(path);
    expect(texts).toMatchObject({
      path,
      base: null,
      theirs: text.replace('Second', 'Their second'),
      mine: `${mine}\nMore.\n`,
    });
    await tab.workspace.resolveConflict(path, { ...texts, text: texts.mine });
    expect(await tab.publish([path])).toMatchObject({ kind: 'published' });
    expect(await site.repository.read(path)).toBe(`${mine}\nMore.\n`);
  });
});

describe('an outbox that comes back as drafts', () => {
  it('keeps what can be no draft as a commit, and asks whose version stays of what the remote changed too', async () => {
    const site = await startSite();
    const tab = await openTab(site.proxy.url, createBrowserStorage());
    undo.push(() => tab.close());
    await tab.workspace.clone({});
    const image = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0xff, 0x00]);
    const { head } = await tab.git.state();
    await tab.git.commit({
      expectedHead: head,
      author,
      message: 'Mine',
      changes: [
        { kind: 'write', path, content: new TextEncoder().encode(mine) },
        { kind: 'write', path: 'images/dot.png', content: image },
        { kind: 'delete', path: 'posts/old.md' },
        { kind: 'delete', path: 'README.md' },
      ],
    });
    const theirs = await site.repository.commit({
      files: { [path]: text.replace('First', 'Their first'), 'README.md': 'Theirs.\n' },
    });
    expect(await tab.publish([])).toEqual({
      kind: 'files-differ',
      files: [{ path: 'README.md', mine: 'deleted', theirs: 'changed' }],
    });
    expect(await tab.workspace.listChanges()).toMatchObject({ drafts: [], outbox: [{ message: 'Mine' }] });
    const choices = new Map([['README.md', 'theirs']] as const);
    expect(await tab.workspace.publish({ paths: [], message: 'Mine', author, choices })).toEqual({
      kind: 'conflict',
      paths: [path],
    });
    expect(await tab.workspace.listChanges()).toMatchObject({
      drafts: [{ path }],
      outbox: [{ message: 'Mine', parent: theirs, paths: ['images/dot.png', 'posts/old.md'] }],
    });
    await tab.workspace.resolveConflict(path, { ...(await tab.workspace.openConflict(path)), text: mine });
    expect(await tab.publish([path])).toMatchObject({ kind: 'published' });
    expect(await site.repository.git('diff', '--name-status', theirs, 'main')).toBe(
      'A\timages/dot.png\nD\tposts/old.md\nM\tposts/one.md',
    );
    expect(await site.repository.read('README.md')).toBe('Theirs.\n');
  });
});
