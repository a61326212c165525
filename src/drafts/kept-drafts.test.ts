import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { expect, it } from 'vitest';
import { draftsPlace } from './drafts-place.ts';
import { openKeptDrafts } from './kept-drafts.ts';
import { openDraftStore } from './open-draft-store.ts';

globalThis.indexedDB = new IDBFactory();

const url = 'https://git.example.org/site';
const oid = '0'.repeat(40);

/** Drafts and what they were before, of a branch of a repository. */
async function write(repository: string, branch: string | undefined, paths: readonly string[]): Promise<void> {
  const store = await openDraftStore(draftsPlace(repository, branch));
  for (const path of paths) await store.put({ path, text: `text of ${path}`, baseOid: oid, updatedAt: 1 });
}

async function listAll(repository: string, branch?: string): Promise<readonly string[]> {
  return (await (await openDraftStore(draftsPlace(repository, branch))).list()).map(({ path }) => path);
}

it('[X25] counts and deletes the drafts of all branches of one repository, and of no other', async () => {
  await write(url, undefined, ['a.md', 'b.md']);
  await write(url, 'next', ['a.md']);
  const images = (await openDraftStore(url)).files;
  const image = { kind: 'image', path: 'i.png', baseOid: null, oid, type: 'image/png', size: 1, updatedAt: 1 } as const;
  await images.addImage(image, new Uint8Array([1]));
  const others = [`${url}s`, `${url}/deeper`, 'https://git.example.org/sit'];
  for (const other of others) await write(other, undefined, ['a.md']);
  expect(await openKeptDrafts(url).count()).toBe(4);
  await openKeptDrafts(url).remove();
  expect(await openKeptDrafts(url).count()).toBe(0);
  expect([await listAll(url), await listAll(url, 'next')]).toEqual([[], []]);
  expect(await images.bytes('i.png')).toBeUndefined();
  for (const other of others) expect(await listAll(other)).toEqual(['a.md']);
});
