import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { loadPackKernel, type PackedObject } from '../pack/index.ts';
import { MemoryRepositoryStore } from '../storage/index.ts';
import { ObjectDatabase } from './object-database.ts';
import { PackIntake, type PackReading } from './read-pack.ts';

const folder = mkdtempSync(join(tmpdir(), 'galley-thin-'));
const git = (args: readonly string[], input = ''): Buffer =>
  execFileSync('git', args, { cwd: folder, input, maxBuffer: 1 << 26, stdio: ['pipe', 'pipe', 'ignore'] });

/** More folders, each made from the one before, than are hashed at once. */
const ROUNDS = 100;
const types = { commit: 1, tree: 2, blob: 3, tag: 4 } as const;

/** What git has under each id. */
function objectOf(oid: string): PackedObject {
  const name = git(['cat-file', '-t', oid]).toString().trim();
  const type = Object.entries(types).find(([known]) => known === name)?.[1] ?? 3;
  return { type, content: new Uint8Array(git(['cat-file', name, oid])) };
}

const asText = ({ type, content }: PackedObject): string => `${type} ${Buffer.from(content).toString('latin1')}`;

/** Counts the files of packs that are open; when it is full they take no more bytes. */
class CountingStore extends MemoryRepositoryStore {
  begun = 0;
  open = 0;
  isFull = false;

  override async beginPack(): ReturnType<MemoryRepositoryStore['beginPack']> {
    const file = await super.beginPack();
    this.begun += 1;
    this.open += 1;
    return {
      ...file,
      append: (bytes) => {
        if (this.isFull) throw new Error('The disk is full');
        file.append(bytes);
      },
      close: () => {
        this.open -= 1;
        return file.close();
      },
    };
  }
}

const store = new MemoryRepositoryStore();
const added = new Map<string, string>();
let pack: Uint8Array;
let reading: PackReading<number>;

beforeAll(async () => {
  git(['init', '-q', '-b', 'main']);
  git(['config', 'user.name', 'Ada']);
  git(['config', 'user.email', 'ada@example.org']);
  for (let post = 0; post < 40; post += 1) {
    const lines = Array.from({ length: 50 }, (_, line) => `Line ${line}, ${(line * 7919 + post) % 1000}`);
    writeFileSync(join(folder, `post-${post}.md`), `# Post ${post}\n\n${lines.join('\n')}\n`);
  }
  git(['add', '-A']);
  git(['commit', '-q', '-m', 'first']);
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const post of [0, 1, 2 + (round % 7)])
      writeFileSync(join(folder, `post-${post}.md`), `# Post ${post}\n\nAnew ${round}\n${'text '.repeat(round * 9)}\n`);
    git(['commit', '-q', '-a', '-m', `round ${round}`]);
  }
  const range = `main\n^main~${ROUNDS}\n`;
  pack = git(['pack-objects', '--thin', '--revs', '--stdout', '-q', '--delta-base-offset', '--depth=500'], range);
  for (const oid of git(['rev-list', '--objects', '--no-object-names', '--stdin'], range).toString().trim().split('\n'))
    added.set(oid, asText(objectOf(oid)));
  const intake = await PackIntake.start<number>({
    store,
    loadBase: async (oid) => objectOf(oid),
  });
  for (let at = 0; at < pack.length; at += 5000) await intake.append(pack.subarray(at, at + 5000));
  await intake.read();
  reading = await intake.keep();
}, 60_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('a thin pack of many objects', () => {
  it('leaves its commits and folders at hand, as git has them', () => {
    const passed = new Map(Array.from(reading.passed, ([oid, object]) => [oid, asText(object)]));
    const isBlob = (text: string): boolean => text.startsWith('3 ');
    expect(passed).toEqual(new Map([...added].filter(([, text]) => !isBlob(text))));
    expect(passed.size).toBe(2 * ROUNDS);
  });

  it('is read from memory until the step is done, and then as the store has it', async () => {
    const { packName = '', pack, objects } = reading;
    expect(objects).toEqual([]);
    expect(pack).toMatchObject({ name: packName, isInMemory: true });
    const database = new ObjectDatabase(store, await loadPackKernel());
    const readAll = async (): Promise<ReadonlyMap<string, string>> => {
      const read = new Map<string, string>();
      for (const oid of added.keys()) read.set(oid, asText(await database.read(oid)));
      return read;
    };
    const opening = vi.spyOn(store, 'openPack');
    database.use([packName], [{ objects: [], passed: new Map(), ...(pack && { pack }) }]);
    expect(await readAll()).toEqual(added);
    expect(await database.missing(added.keys())).toEqual([]);
    expect(opening).not.toHaveBeenCalled();
    database.stored([]);
    expect(await readAll()).toEqual(added);
    expect(opening).toHaveBeenCalledOnce();
  });

  it('closes its file when it is not kept, and says why it can’t be', async () => {
    const store = new CountingStore();
    const loadBase = async (oid: string): Promise<PackedObject> => objectOf(oid);
    const intake = await PackIntake.start<number>({ store, loadBase });
    await intake.append(pack);
    await intake.read();
    await intake.giveUp();
    expect(store).toMatchObject({ begun: 1, open: 0 });

    store.isFull = true;
    const other = await PackIntake.start<number>({ store, loadBase });
    await other.append(pack);
    await other.read();
    await expect(other.keep()).rejects.toThrow('full');
    expect(store).toMatchObject({ begun: 2, open: 0 });
  });
});
