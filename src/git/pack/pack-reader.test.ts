import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { appendFileSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { deflateSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compileKernel } from '../../../scripts/build-kernels.mjs';
import { GalleyError } from '#base';
import {
  completePack,
  HeldPack,
  loadPackKernel,
  PackReader,
  PackScratch,
  sha1,
  writePackIndex,
  type PackedObject,
  type PackLimits,
} from './index.ts';
import type { ThinPack } from './write-pack.ts';
import { sha1InKernel } from './sha1.ts';
import { fromHex } from '../hex.ts';

const folder = mkdtempSync(join(tmpdir(), 'galley-pack-'));
const git = (...args: string[]): string =>
  execFileSync('git', args, { cwd: folder, encoding: 'utf8', maxBuffer: 1 << 28, stdio: ['ignore', 'pipe', 'ignore'] });

let packPath = '';

beforeAll(() => {
  git('init', '-q', '-b', 'main');
  git('config', 'user.name', 'Ada');
  git('config', 'user.email', 'ada@example.org');
  for (let post = 0; post < 200; post += 1) {
    const lines = Array.from(
      { length: 60 },
      (_, line) => `Line ${line} of post ${post}: ${'text '.repeat((post * line) % 17)}`,
    );
    writeFileSync(join(folder, `post-${post}.md`), `# Post ${post}\n\n${lines.join('\n')}\n`);
  }
  writeFileSync(join(folder, 'empty.md'), '');
  writeFileSync(join(folder, 'zeros.bin'), new Uint8Array(3_000_000));
  writeFileSync(join(folder, 'noise.bin'), noise(1_500_000));
  git('add', '-A');
  git('commit', '-q', '-m', 'first');
  for (let round = 0; round < 12; round += 1) {
    for (let post = 0; post < 200; post += 7) {
      const path = join(folder, `post-${post}.md`);
      writeFileSync(path, readFileSync(path, 'utf8').replace(`Line ${round} `, `Line ${round}, edited, `));
    }
    // A base that takes many blocks where it is put into a thin pack.
    if (round === 11) appendFileSync(join(folder, 'noise.bin'), 'more');
    git('commit', '-q', '-a', '-m', `round ${round}`);
  }
  git('tag', '-a', 'v1', '-m', 'a tag');
  git('repack', '-adfq', '--depth=30', '--window=30');
  const packs = join(folder, '.git/objects/pack');
  packPath = join(packs, readdirSync(packs).find((name) => name.endsWith('.pack')) ?? '');
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Bytes that do not compress, the same in every run. */
function noise(length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  let state = 12_345;
  for (let index = 0; index < length; index += 1) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    bytes[index] = state >>> 24;
  }
  return bytes;
}

async function read(
  pack: Uint8Array,
  chunkSize: number,
  limits?: PackLimits,
): Promise<{ seen: Map<string, string>; index: Uint8Array }> {
  const seen = new Map<string, string>();
  const names = ['', 'commit', 'tree', 'blob', 'tag'];
  const held = new HeldPack();
  const reader = new PackReader({
    kernel: await loadPackKernel(),
    pack: held,
    visit({ type, oid, content }) {
      seen.set(oid, `${names[type]} ${content.length}`);
    },
    ...(limits && { limits }),
  });
  for (let at = 0; at < pack.length; at += chunkSize) reader.append(pack.subarray(at, at + chunkSize));
  const { table, checksum } = await reader.finish();
  expect(Buffer.compare(held.read(0, held.length), pack)).toBe(0);
  const index = writePackIndex(table, checksum);
  return { seen, index: Buffer.concat([index, createHash('sha1').update(index).digest()]) };
}

function blobId(content: Buffer): string {
  return createHash('sha1').update(`blob ${content.length}\0`).update(content).digest('hex');
}

/** An entry (gitformat-pack, "Deltified representation") that names its base by its id, and puts a few bytes behind it. */
function refDelta(baseId: string, base: Buffer, added: string): Buffer {
  const delta = Buffer.concat([
    Buffer.from([base.length, base.length + added.length, 0x90, base.length, added.length]),
    Buffer.from(added),
  ]);
  const header = [(7 << 4) | (delta.length & 15) | (delta.length > 15 ? 128 : 0), delta.length >> 4];
  return Buffer.concat([
    Buffer.from(delta.length > 15 ? header : header.slice(0, 1)),
    Buffer.from(baseId, 'hex'),
    deflateSync(delta),
  ]);
}

function packOf(entries: readonly Buffer[]): Buffer {
  const body = Buffer.concat([Buffer.from('PACK\0\0\0\u0002\0\0\0'), Buffer.from([entries.length]), ...entries]);
  return Buffer.concat([body, createHash('sha1').update(body).digest()]);
}

async function failure(run: Promise<unknown>): Promise<string> {
  try {
    await run;
  } catch (error) {
    if (error instanceof GalleyError) return error.code;
    throw error;
  }
  return 'none';
}

describe('PackReader', () => {
  it.each([1 << 30, 65_536, 4_099])('finds every object that git finds, in chunks of %i bytes', async (chunkSize) => {
    const { seen } = await read(readFileSync(packPath), chunkSize);
    const expected = git('cat-file', '--batch-all-objects', '--batch-check=%(objectname) %(objecttype) %(objectsize)');
    const got = [...seen].map(([oid, rest]) => `${oid} ${rest}`).sort();
    expect(got).toEqual(expected.trimEnd().split('\n').sort());
  });

  it('writes the very index that git writes', async () => {
    const { index } = await read(readFileSync(packPath), 65_536);
    expect(Buffer.compare(index, readFileSync(packPath.replace(/\.pack$/, '.idx')))).toBe(0);
  });

  it('resolves deltas that name their base by id', async () => {
    const pack = execFileSync('git', ['pack-objects', '--all', '--stdout', '-q'], {
      cwd: folder,
      input: '',
      maxBuffer: 1 << 28,
    });
    const byOffset = await read(readFileSync(packPath), 65_536);
    expect((await read(pack, 65_536)).seen).toEqual(byOffset.seen);
  });

  it.each([
    ['an offset', ['--delta-base-offset']],
    ['an id', []],
  ])('leaves objects to be read later, where deltas name their base by %s', async (_name, options) => {
    const pack = execFileSync('git', ['pack-objects', '--all', '--stdout', '-q', ...options], {
      cwd: folder,
      input: '',
      maxBuffer: 1 << 28,
    });
    const expected = new Map<string, string>();
    for (const line of git('cat-file', '--batch-all-objects', '--batch-check=%(objectname) %(objecttype)')
      .trim()
      .split('\n')) {
      const [oid = '', type] = line.split(' ');
      if (type === 'commit' || type === 'tree') expected.set(oid, oid);
    }
    const kept = new Map<string, PackedObject>();
    const reader = new PackReader({
      kernel: await loadPackKernel(),
      pack: new HeldPack(),
      keeps: (type) => type === 1 || type === 2,
      visit({ oid, kept: object }) {
        if (object !== undefined) kept.set(oid, object);
      },
    });
    reader.append(pack);
    await reader.finish();
    const names = ['', 'commit', 'tree'];
    const idOf = ({ type, content }: PackedObject): string =>
      createHash('sha1').update(`${names[type]} ${content.length}\0`).update(content).digest('hex');
    expect(new Map(Array.from(kept, ([oid, object]) => [oid, idOf(object)]))).toEqual(expected);
  });

  it('completes a thin pack with the bases it is given', async () => {
    const pack = execFileSync('git', ['pack-objects', '--thin', '--revs', '--stdout', '-q'], {
      cwd: folder,
      input: 'main\n^main~3\n',
      maxBuffer: 1 << 28,
    });
    const bases: ThinPack['bases'][number][] = [];
    const [kernel, held] = [await loadPackKernel(), new HeldPack()];
    const named = new Set<string>();
    const reader = new PackReader({ kernel, pack: held, visit: () => {}, onBase: (oid) => named.add(oid) });
    reader.append(pack);
    const types: Record<string, 1 | 2 | 3 | 4> = { commit: 1, tree: 2, blob: 3, tag: 4 };
    const { table } = await reader.finish(async (oid) => {
      const name = git('cat-file', '-t', oid).trim();
      const content = execFileSync('git', ['cat-file', name, oid], { cwd: folder, maxBuffer: 1 << 28 });
      const base = { type: types[name] ?? 3, content };
      bases.push({ ...base, id: fromHex(oid) });
      return base;
    });
    // All of them could be read while the pack came.
    expect(bases.every(({ id }) => named.has(Buffer.from(id).toString('hex')))).toBe(true);
    const expected = git('rev-list', '--objects', '--no-object-names', 'main', '^main~3').trim().split('\n').sort();
    expect(Array.from({ length: table.count }, (_, index) => table.oid(index)).sort()).toEqual(expected);
    expect(bases.some(({ content }) => content.length > 1_000_000)).toBe(true);

    const whole = completePack({ pack: held, table, bases }, new PackScratch(kernel));
    const path = join(folder, 'whole.pack');
    writeFileSync(path, held.read(0, held.length));
    // Git finds it whole by itself, and makes the very index of it.
    expect(git('index-pack', '--strict', path).trim()).toBe(Buffer.from(whole.checksum).toString('hex'));
    const index = writePackIndex(whole.table, whole.checksum);
    expect(Buffer.concat([index, createHash('sha1').update(index).digest()])).toEqual(
      readFileSync(path.replace(/pack$/, 'idx')),
    );
  });

  it('makes a delta that comes before its base, which is one on an object outside of the pack', async () => {
    const outside = Buffer.from('outside of the pack\n');
    const [one, two] = [Buffer.concat([outside, Buffer.from('one\n')]), Buffer.from('outside of the pack\none\ntwo\n')];
    const pack = packOf([refDelta(blobId(one), one, 'two\n'), refDelta(blobId(outside), outside, 'one\n')]);
    const shown: string[] = [];
    const asked: string[] = [];
    const visit = ({ content }: { readonly content: Uint8Array }): void => {
      shown.push(Buffer.from(content).toString());
    };
    const reader = new PackReader({ kernel: await loadPackKernel(), pack: new HeldPack(), visit });
    reader.append(pack);
    await reader.finish((oid) => {
      asked.push(oid);
      return Promise.resolve(oid === blobId(outside) ? { type: 3, content: outside } : undefined);
    });
    expect(shown).toEqual([one.toString(), two.toString()]);
    expect(asked).toEqual([blobId(one), blobId(outside)]);
  });

  it('calls a pack that ends early cut off, wherever it ends', async () => {
    const pack = readFileSync(packPath);
    for (const length of [0, 5, 12, 13, 40, 5_000, Math.floor(pack.length / 2), pack.length - 21, pack.length - 1]) {
      expect(await failure(read(pack.subarray(0, length), 65_536))).toBe('cut-off');
    }
  });

  it('calls a pack with a changed byte corrupt, whichever byte it is', async () => {
    const pack = readFileSync(packPath);
    for (let step = 0; step < 40; step += 1) {
      const damaged = Uint8Array.from(pack);
      const at = Math.floor((pack.length / 40) * step) + (step % 9);
      damaged[at] = (damaged[at] ?? 0) ^ 0x41;
      expect(['corrupt', 'cut-off', 'too-large']).toContain(await failure(read(damaged, 65_536)));
    }
  });

  it('refuses more than it may hold', async () => {
    const pack = readFileSync(packPath);
    expect(await failure(read(pack, 65_536, { packBytes: 1_000_000, objectBytes: 1 << 28 }))).toBe('too-large');
    expect(await failure(read(pack, 65_536, { packBytes: 1 << 30, objectBytes: 1_000_000 }))).toBe('too-large');
  });
});

describe('the compiled kernel', () => {
  it('is what its source compiles to', async () => {
    const kept = readFileSync(resolve(import.meta.dirname, 'pack-kernel-wasm.ts'), 'utf8');
    expect(kept).toBe(await compileKernel());
  });
});

describe('the SHA-1 of a pack', () => {
  it.each([0, 1, 55, 56, 63, 64, 65, 1000, 100_000])(
    'of %i bytes is the same by the browser and by the kernel',
    async (length) => {
      const content = Uint8Array.from({ length }, (_, index) => (index * 31) & 255);
      const expected = createHash('sha1').update(content).digest('hex');
      expect(Buffer.from(await sha1(content)).toString('hex')).toBe(expected);
      expect(Buffer.from(await sha1InKernel(content)).toString('hex')).toBe(expected);
    },
  );
});
