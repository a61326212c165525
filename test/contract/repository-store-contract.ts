import type { RepositoryStore } from '#git/engine';

/** Opens the store of one repository; the same name opens what was kept under it, as after a reload. */
export type OpenStore = (name: string) => Promise<RepositoryStore>;

/** What every RepositoryStore must do. Written without a test runner, so that it runs inside a browser as well. */
export interface ContractCase {
  readonly name: string;
  readonly run: (open: OpenStore) => Promise<void>;
}

type Record_ = NonNullable<Awaited<ReturnType<RepositoryStore['readRecord']>>>;

const oid = (digit: string): string => digit.repeat(40);
const first: Record_ = {
  version: 1,
  branch: 'main',
  head: oid('a'),
  remoteHead: oid('a'),
  outboxBase: oid('a'),
  shallow: [oid('a')],
  packs: ['pack-1'],
  filling: false,
  others: [{ branch: 'autumn', head: oid('c'), remoteHead: null, outboxBase: oid('a'), filling: true }],
  refs: [
    {
      name: 'refs/heads/cms/one',
      local: oid('c'),
      remote: null,
      merge: 'none',
      copy: { url: 'https://host.test/ann/site', tip: oid('c') },
    },
    { name: 'refs/notes/devtools/reviews', local: oid('b'), remote: null, merge: 'lines' },
  ],
};
const pack = { bytes: new Uint8Array([1, 2, 3, 4, 5, 250]), index: new Uint8Array([9, 8, 7]) };

/** Writes the pack in two parts; gives its name. */
async function writePack(store: RepositoryStore): Promise<string> {
  const arriving = await store.beginPack();
  arriving.append(pack.bytes.subarray(0, 2));
  arriving.append(pack.bytes.subarray(2));
  await arriving.close();
  await arriving.writeIndex(pack.index);
  return arriving.name;
}

function isSame(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, at) => byte === b[at]);
}

async function isThere(store: RepositoryStore, name: string): Promise<boolean> {
  return store.openPack(name).then(
    () => true,
    () => false,
  );
}

function equal(actual: unknown, expected: unknown): void {
  const [a, b] = [describe(actual), describe(expected)];
  if (a !== b) throw new Error(`expected ${b}, got ${a}`);
}

/** As JSON, with the keys of objects in one order: a store may give them in another. */
function describe(value: unknown): string {
  const plain = (_key: string, part: unknown): unknown => {
    if (part instanceof Uint8Array) return [...part];
    if (typeof part !== 'object' || part === null || Array.isArray(part)) return part ?? null;
    return Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)));
  };
  return JSON.stringify(value, plain) ?? 'undefined';
}

export const repositoryStoreContract: readonly ContractCase[] = [
  {
    name: 'has nothing at first',
    async run(open) {
      const store = await open('empty');
      equal(await store.readRecord(), undefined);
      equal((await store.freeBytes()) > 0, true);
      equal(await store.readListing(), { base: undefined, patch: undefined });
      equal(await store.readObject(oid('a')), undefined);
    },
  },
  {
    name: 'gives back a step whole: record, objects and listing',
    async run(open) {
      const store = await open('step');
      const object = { oid: oid('b'), type: 3 as const, content: new Uint8Array([0, 255, 10]) };
      equal(
        await store.update({
          expectedVersion: null,
          record: first,
          objects: [object],
          listing: { base: { files: ['x'] }, patch: 1 },
        }),
        true,
      );
      equal(await store.readRecord(), first);
      equal(await store.readObject(oid('b')), object);
      equal(await store.objectIds(), [oid('b')]);
      equal(await store.readListing(), { base: { files: ['x'] }, patch: 1 });
    },
  },
  {
    name: 'refuses a step from another version and writes nothing of it',
    async run(open) {
      const store = await open('versions');
      await store.update({ expectedVersion: null, record: first });
      const step = {
        record: { ...first, version: 2, head: oid('c') },
        objects: [{ oid: oid('c'), type: 1 as const, content: new Uint8Array([1]) }],
        listing: { base: 'new' },
      };
      for (const expectedVersion of [null, 0, 2]) equal(await store.update({ ...step, expectedVersion }), false);
      equal(await store.readRecord(), first);
      equal(await store.readObject(oid('c')), undefined);
      equal(await store.objectIds(), []);
      equal(await store.readListing(), { base: undefined, patch: undefined });
      equal(await store.update({ ...step, expectedVersion: 1 }), true);
      equal((await store.readRecord())?.head, oid('c'));
    },
  },
  {
    name: 'lets one of two writers from one version win',
    async run(open) {
      const store = await open('race');
      await store.update({ expectedVersion: null, record: first });
      const results = await Promise.all(
        ['1', '2', '3', '4'].map((digit) =>
          store.update({ expectedVersion: 1, record: { ...first, version: 2, head: oid(digit) } }),
        ),
      );
      equal(results.filter(Boolean).length, 1);
      equal((await store.readRecord())?.head, oid(String(results.indexOf(true) + 1)));
    },
  },
  {
    name: 'keeps the listing when a step has none, and its base when a step has a patch only',
    async run(open) {
      const store = await open('listing');
      await store.update({ expectedVersion: null, record: first, listing: { base: [1, 2] } });
      await store.update({ expectedVersion: 1, record: { ...first, version: 2 } });
      equal(await store.readListing(), { base: [1, 2], patch: undefined });
      await store.update({ expectedVersion: 2, record: { ...first, version: 3 }, listing: { patch: 'a' } });
      equal(await store.readListing(), { base: [1, 2], patch: 'a' });
      await store.update({ expectedVersion: 3, record: { ...first, version: 4 }, listing: { base: [3] } });
      equal(await store.readListing(), { base: [3], patch: undefined });
    },
  },
  {
    name: 'keeps a listing for each branch, and removes all of them',
    async run(open) {
      const store = await open('listings');
      await store.update({ expectedVersion: null, record: first, listing: { base: 'main', patch: 1 } });
      const step = { expectedVersion: 1, record: { ...first, version: 2 } };
      await store.update({ ...step, listing: { base: 'autumn' }, listingOf: 'patch' });
      equal(await store.readListing(), { base: 'main', patch: 1 });
      equal(await store.readListing('patch'), { base: 'autumn', patch: undefined });
      equal(await store.readListing('other'), { base: undefined, patch: undefined });
      await store.remove();
      equal(await store.readListing('patch'), { base: undefined, patch: undefined });
    },
  },
  {
    name: 'reads a pack by range',
    async run(open) {
      const store = await open('packs');
      const opened = await store.openPack(await writePack(store));
      equal(opened.index, pack.index);
      equal(opened.size, 6);
      equal(await opened.read(1, 4), new Uint8Array([2, 3, 4]));
      equal(await opened.read(0, 6), pack.bytes);
    },
  },
  {
    name: 'calls a pack that is not there corrupt',
    async run(open) {
      const store = await open('missing');
      const code = await store.openPack('pack-9').then(
        () => 'opened',
        (error: unknown) => (error instanceof Error && 'code' in error ? error.code : 'unnamed'),
      );
      equal(code, 'corrupt');
    },
  },
  {
    name: 'sweeps packs that no record names, and only those',
    async run(open) {
      const store = await open('sweep');
      const [named, other] = [await writePack(store), await writePack(store)];
      await store.update({ expectedVersion: null, record: { ...first, packs: [named] } });
      await store.sweep();
      equal((await store.openPack(named)).size, 6);
      equal(await isThere(store, other), false);
    },
  },
  {
    name: 'gives back what has come of a pack, and leaves it alone when it sweeps',
    async run(open) {
      const store = await open('arriving');
      const large = Uint8Array.from({ length: 400_000 }, (_, at) => (at * 7) % 251);
      const arriving = await store.beginPack();
      for (let at = 0; at < large.length; at += 70_000) arriving.append(large.subarray(at, at + 70_000));
      await store.sweep();
      for (const [from, to] of [
        [0, 3],
        [131_000, 131_100],
        [131_072, 131_080],
        [10, 399_990],
        [399_999, 400_000],
      ] as const)
        equal(isSame(arriving.read(from, to), large.subarray(from, to)), true);
      arriving.append(new Uint8Array([1]));
      equal(arriving.read(399_998, 400_001), Uint8Array.from([...large.subarray(399_998), 1]));
      await arriving.close();
      await arriving.writeIndex(pack.index);
      equal((await store.openPack(arriving.name)).size, 400_001);
    },
  },
  {
    name: 'takes no pack for another',
    async run(open) {
      const store = await open('names');
      const [one, other] = await Promise.all([writePack(store), writePack(store)]);
      equal(one === other, false);
      equal(await isThere(store, one), true);
      equal(await isThere(store, other), true);
    },
  },
  {
    name: 'removes everything of one repository and nothing of another',
    async run(open) {
      const [one, other] = [await open('remove'), await open('remove-not')];
      const names: string[] = [];
      for (const store of [one, other]) {
        names.push(await writePack(store));
        await store.update({
          expectedVersion: null,
          record: first,
          objects: [{ oid: oid('d'), type: 3, content: new Uint8Array([1]) }],
          listing: { base: 1, patch: 2 },
        });
      }
      await one.remove();
      equal([await one.readRecord(), await one.readObject(oid('d'))], [null, null]);
      equal(await one.readListing(), { base: undefined, patch: undefined });
      equal(await isThere(one, names[0] ?? ''), false);
      equal((await other.readRecord())?.version, 1);
      equal(await isThere(other, names[1] ?? ''), true);
    },
  },
];

/** The same for stores that outlive the page. */
export const durableStoreContract: readonly ContractCase[] = [
  {
    name: 'has after a reload what it had before',
    async run(open) {
      const store = await open('reload');
      const name = await writePack(store);
      await store.update({
        expectedVersion: null,
        record: first,
        objects: [{ oid: oid('e'), type: 2, content: new Uint8Array([4]) }],
        listing: { base: { a: 1 }, patch: [2] },
      });
      const again = await open('reload');
      equal(await again.readRecord(), first);
      equal((await again.readObject(oid('e')))?.content, new Uint8Array([4]));
      equal(await again.readListing(), { base: { a: 1 }, patch: [2] });
      equal(await (await again.openPack(name)).read(0, 6), pack.bytes);
      equal(again.durable, true);
    },
  },
];
