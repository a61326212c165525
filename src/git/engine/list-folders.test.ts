import { isPostPath } from '#content';
import { describe, expect, it } from 'vitest';
import { plainListing } from '../../../test/git/plain-listing.ts';
import { fromHex } from '../hex.ts';
import { decodeListing } from '../kept-listing.ts';
import { loadPackKernel, PackScratch } from '../pack/index.ts';
import { listFolders } from './list-folders.ts';
import { listCommit } from './listing.ts';
import { MODE } from './tree.ts';

type Entry = readonly [name: string | Uint8Array, mode?: number, oid?: string];

const BLOB = '0123456789abcdef0123456789abcdef01234567';
const HEAD = 'c'.repeat(40);
const scratch = new PackScratch(await loadPackKernel());

/** A tree object of these entries as they stand here, in git's order or not. */
function treeOf(entries: readonly Entry[]): Uint8Array {
  return new Uint8Array(
    Buffer.concat(
      entries.flatMap(([name, mode = MODE.file, oid = BLOB]) => [
        Buffer.from(`${mode.toString(8)} `),
        Buffer.from(name),
        Buffer.from([0]),
        Buffer.from(oid, 'hex'),
      ]),
    ),
  );
}

/** Trees by id, the first one the top. */
function site(...trees: readonly (readonly Entry[] | Uint8Array)[]) {
  const contents = trees.map((tree) => (tree instanceof Uint8Array ? tree : treeOf(tree)));
  const readTree = (oid: string): Uint8Array => contents[Number.parseInt(oid, 16)] ?? new Uint8Array([1]);
  return { head: HEAD, root: treeId(0), readTree, isPost: isPostPath };
}

const treeId = (index: number): string => index.toString(16).padStart(40, '0');
const folder = (name: string, index: number): Entry => [name, MODE.tree, treeId(index)];

/** As the commit is listed one entry after the other, which is what counts. */
async function listedOneByOne(input: ReturnType<typeof site>): ReturnType<typeof listCommit> {
  return listCommit({ ...input, rows: new Map(), readRows: () => Promise.resolve(new Map()) });
}

const posts: readonly Entry[] = [['a.md'], ['b-2.md', MODE.executable], ['c_3.md', MODE.file, 'f'.repeat(40)]];

const cases: readonly (readonly [string, ReturnType<typeof site>])[] = [
  ['folders of nothing but files', site([folder('pages', 1), folder('posts', 1)], posts)],
  ['files at the top', site(posts)],
  ['files and folders', site([['README.md'], folder('posts', 1), ['zz.txt']], posts)],
  ['nothing', site([])],
  ['no posts', site([folder('images', 1)], [['a.png'], ['b.png']])],
  [
    'names that are not plain',
    site([folder('posts', 1)], [['.a.md'], ['-b.md'], ['a b.md'], ['c..md'], ['d.'], ['é.md']]),
  ],
  ['a name that no file system may have', site([folder('posts', 1)], [['.git'], ['a.md']])],
  ['a name with a slash', site([folder('posts', 1)], [['a/b.md'], ['c.md']])],
  ['a name with a line feed', site([['a\nb.md'], folder('posts', 1)], posts)],
  ['a name that is no UTF-8', site([folder('posts', 1)], [['a.md'], [new Uint8Array([0x62, 0xff])]])],
  ['a name twice', site([folder('posts', 1)], [['a.md'], ['a.md'], ['b.md']])],
  ['names out of order', site([folder('posts', 1)], [['b.md'], ['a.md']])],
  ['a name that another begins with', site([folder('posts', 1)], [['a'], ['a.md'], ['a.md.md']])],
  ['no name', site([folder('posts', 1)], [[''], ['a.md']])],
  ['a name of 255 letters and one of 256', site([folder('posts', 1)], [['a'.repeat(255)], ['b'.repeat(256)]])],
  ['links and submodules', site([folder('posts', 1)], [['a.md', MODE.symlink], ['b', MODE.submodule], ['c.md']])],
  [
    'modes that no git writes',
    site(
      [folder('posts', 1)],
      [
        ['a.md', 0o100664],
        ['b.md', 0o100600],
        ['c.md', 0],
      ],
    ),
  ],
  ['a folder with a strange name', site([folder('pöst s', 1), ['z.md']], posts)],
  ['a folder that is refused', site([folder('.git', 1), folder('posts', 1)], posts)],
  ['a folder that is not here', site([folder('posts', 9)])],
  ['a folder cut short', site([folder('posts', 1), ['z.md']], treeOf(posts).subarray(0, -1))],
  ['a folder cut within a name', site([folder('posts', 1), ['z.md']], treeOf(posts).subarray(0, 9))],
  ['a folder with more behind it', site([folder('posts', 1)], new Uint8Array([...treeOf(posts), 49]))],
];

describe('folders whose files are not here', () => {
  it.each(cases)('are listed as their entries are one by one: %s', async (_name, input) => {
    const listing = plainListing(await decodeListing(await listFolders({ ...input, scratch })));
    expect(listing).toEqual(await listedOneByOne(input));
  });

  it('are listed so in folders that are nested too deeply, and at paths that are too long', async () => {
    const chain = Array.from({ length: 70 }, (_, index) => [folder('d'.repeat(200), index + 1)]);
    const input = site(...chain, posts);
    const listing = plainListing(await decodeListing(await listFolders({ ...input, scratch })));
    expect(listing).toEqual(await listedOneByOne(input));
    expect(listing.refused).toHaveLength(1);
  });

  it('are listed so where a folder far down is large and no folder at all', async () => {
    const chain = Array.from({ length: 16 }, (_, index) => [folder('d'.repeat(250), index + 1)]);
    const input = site(...chain, new Uint8Array(32 << 20));
    const listing = plainListing(await decodeListing(await listFolders({ ...input, scratch })));
    expect(listing).toEqual(await listedOneByOne(input));
    expect(listing.refused).toHaveLength(1);
  });

  it('are taken at once where all names are plain, and one by one where one is not', () => {
    expect(scratch.listFiles(treeOf(posts), 'é/')).toEqual({
      count: 3,
      names: 'a.md\nb-2.md\nc_3.md',
      paths: new TextEncoder().encode('é/a.md\né/b-2.md\né/c_3.md\n'),
      ids: fromHex(BLOB + BLOB + 'f'.repeat(40)),
    });
    expect(scratch.listFiles(treeOf([...posts, ['d e']]), '')).toBeUndefined();
  });
});
