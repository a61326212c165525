import { describe, expect, it } from 'vitest';
import { diffTrees } from './diff-trees.ts';
import { listChanges, listTree, type ReadTree, type TreeItem } from './list-tree.ts';
import { MODE, serializeTree, type TreeEntry } from './tree.ts';

/** Trees by id; ids are made of a counter, since nothing here hashes. */
class Trees {
  readonly #contents = new Map<string, Uint8Array>();

  readonly read = (oid: string): Uint8Array => this.#contents.get(oid) ?? new Uint8Array([1, 2, 3]);

  add(entries: Readonly<Record<string, { readonly mode?: number; readonly oid: string }>>): string {
    const content = serializeTree(
      Object.entries(entries).map(([name, { mode = MODE.file, oid }]): TreeEntry => ({
        mode,
        name,
        nameBytes: new TextEncoder().encode(name),
        oid,
      })),
    );
    for (const [oid, known] of this.#contents) if (Buffer.from(known).equals(content)) return oid;
    const oid = String(this.#contents.size + 1).padStart(40, 'a');
    this.#contents.set(oid, content);
    return oid;
  }
}

/** Numbers from 0 up to 1, the same for the same seed. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 4_294_967_296;
  };
}

/** A site of nested folders with links, submodules and unreadable folders among the files. */
function randomTree(trees: Trees, random: () => number, depth = 0): string {
  const entries: Record<string, { mode?: number; oid: string }> = {};
  for (let index = 0; index < 6; index += 1) {
    const blob = String(Math.floor(random() * 3)).padStart(40, 'b');
    const dice = random();
    const name = `${'abcdef'[Math.floor(random() * 6)]}${random() < 0.3 ? '.md' : ''}`;
    if (dice < 0.35 && depth < 3) entries[name] = { mode: MODE.tree, oid: randomTree(trees, random, depth + 1) };
    else if (dice < 0.4) entries[name] = { mode: MODE.symlink, oid: blob };
    else if (dice < 0.45) entries[name] = { mode: MODE.submodule, oid: blob };
    else if (dice < 0.5) entries[name] = { mode: MODE.tree, oid: 'f'.repeat(40) };
    else if (dice < 0.53) entries['.git'] = { oid: blob };
    else entries[name] = { oid: blob };
  }
  return trees.add(entries);
}

async function itemsOf(root: string, readTree: ReadTree): Promise<ReadonlyMap<string, TreeItem | null>> {
  const items = new Map<string, TreeItem | null>();
  await listTree(root, readTree, (path, item) => {
    expect(items.has(path)).toBe(false);
    items.set(path, item);
  });
  return plain(items);
}

/** Of each item what a list says of it. */
function plain(items: ReadonlyMap<string, TreeItem | null>): ReadonlyMap<string, TreeItem | null> {
  return new Map([...items].map(([path, item]) => [path, item !== null && 'oid' in item ? { oid: item.oid } : item]));
}

/** `items` with `changes` made. */
function changed(
  items: ReadonlyMap<string, TreeItem | null>,
  changes: ReadonlyMap<string, TreeItem | null>,
): ReadonlyMap<string, TreeItem | null> {
  const result = new Map(items);
  for (const [path, item] of changes) {
    if (item === null) result.delete(path);
    else result.set(path, item);
  }
  return result;
}

const sorted = (items: ReadonlyMap<string, TreeItem | null>): readonly unknown[] =>
  [...items].sort(([a], [b]) => (a < b ? -1 : 1));

describe('the changes between two trees', () => {
  it.each(Array.from({ length: 200 }, (_, index) => index + 1))(
    'of seed %i make the one list of the other',
    async (seed) => {
      const trees = new Trees();
      const random = randomFrom(seed);
      const [before, after] = [randomTree(trees, random), randomTree(trees, random)];
      const [old, now] = [await itemsOf(before, trees.read), await itemsOf(after, trees.read)];
      expect(sorted(changed(old, plain(await listChanges(before, after, trees.read))))).toEqual(sorted(now));
    },
  );

  it('are found without reading folders that stayed', async () => {
    const trees = new Trees();
    const same = trees.add({ 'x.md': { oid: '1'.repeat(40) } });
    const before = trees.add({ a: { mode: MODE.tree, oid: same }, 'b.md': { oid: '2'.repeat(40) } });
    const after = trees.add({ a: { mode: MODE.tree, oid: same }, 'b.md': { oid: '3'.repeat(40) } });
    const read: string[] = [];
    const readTree = (oid: string): Uint8Array => {
      read.push(oid);
      return trees.read(oid);
    };
    expect(await diffTrees(before, after, readTree)).toEqual([
      { path: 'b.md', before: '2'.repeat(40), after: '3'.repeat(40) },
    ]);
    expect([...plain(await listChanges(before, after, readTree))]).toEqual([['b.md', { oid: '3'.repeat(40) }]]);
    expect(read).not.toContain(same);
  });
});

it('refuses a name that a folder has twice, and lists the rest', async () => {
  const trees = new Trees();
  const inside = trees.add({ config: { oid: '1'.repeat(40) } });
  const twice = Buffer.concat([
    Buffer.from(serializeTree([entry('a', MODE.file, '2'.repeat(40))])),
    Buffer.from(serializeTree([entry('a', MODE.tree, inside)])),
    Buffer.from(serializeTree([entry('b.md', MODE.file, '3'.repeat(40))])),
  ]);
  const items = await itemsOf('root', (oid) => (oid === 'root' ? new Uint8Array(twice) : trees.read(oid)));
  expect([...items]).toEqual([
    ['a', { refused: 'Two entries of the folder have this name.' }],
    ['b.md', { oid: '3'.repeat(40) }],
  ]);
});

it('gives each of many entries without a mode its own id', async () => {
  const bare = Buffer.concat([Buffer.from(' x\0'), Buffer.alloc(20, 0x11)]);
  const tree = Buffer.concat([
    ...Array.from({ length: 80 }, () => bare),
    Buffer.from(serializeTree([entry('z.md', MODE.file, '3'.repeat(40))])),
  ]);
  expect((await itemsOf('root', () => new Uint8Array(tree))).get('z.md')).toEqual({ oid: '3'.repeat(40) });
});

function entry(name: string, mode: number, oid: string): TreeEntry {
  return { mode, name, nameBytes: new TextEncoder().encode(name), oid };
}
