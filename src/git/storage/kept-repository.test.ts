import { expect, it } from 'vitest';
import { countUnsent } from './kept-repository.ts';
import type { RepositoryRecord } from './repository-store.ts';

const id = (digit: string): string => digit.repeat(40);
const branch = { branch: 'main', head: id('c'), remoteHead: id('a'), outboxBase: id('a'), filling: false };
const record: RepositoryRecord = { ...branch, version: 1, shallow: [], packs: [], refs: [], others: [] };

/** Commits made here: c on b on a, which the remote has, and d on c. */
const parents: Readonly<Record<string, string>> = { [id('d')]: id('c'), [id('c')]: id('b'), [id('b')]: id('a') };

function storeOf(kept: RepositoryRecord | undefined): Parameters<typeof countUnsent>[0] {
  return {
    readRecord: async () => kept,
    async readObject(oid) {
      const parent = parents[oid];
      const text = `tree ${id('0')}\nparent ${parent}\nauthor A <a@b> 1 +0000\n\nparent ${id('e')}\n`;
      return parent === undefined ? undefined : { oid, type: 1, content: new TextEncoder().encode(text) };
    },
  };
}

it('[X25] counts the commits of all branches that the remote does not have, each once', async () => {
  expect(await countUnsent(storeOf(undefined))).toEqual({ commits: 0, refs: 0 });
  expect(await countUnsent(storeOf(record))).toEqual({ commits: 2, refs: 0 });
  const next = { ...branch, branch: 'next', head: id('d') };
  expect(await countUnsent(storeOf({ ...record, others: [next] }))).toEqual({ commits: 3, refs: 0 });
  const even = { ...record, head: id('a') };
  expect(await countUnsent(storeOf(even))).toEqual({ commits: 0, refs: 0 });
  const fresh = { ...record, head: id('c'), outboxBase: null };
  expect(await countUnsent(storeOf(fresh))).toEqual({ commits: 3, refs: 0 });
});

it('[X25] counts the parts of reviews that wait, and not what a copy has', async () => {
  const ref = { name: 'refs/heads/cms/one', local: id('c'), remote: id('a'), merge: 'none' } as const;
  const copy = { url: 'https://git.test/ann/site', tip: id('c') };
  const refs = [
    ref,
    { ...ref, name: 'refs/heads/cms/two', remote: id('c') },
    { ...ref, name: 'refs/heads/cms/three', copy },
    { ...ref, name: 'refs/notes/devtools/discuss', merge: 'lines' } as const,
    { ...ref, name: 'refs/heads/cms/four', local: null },
  ];
  expect(await countUnsent(storeOf({ ...record, head: id('a'), refs }))).toEqual({ commits: 0, refs: 2 });
});
