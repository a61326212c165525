import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LoadBase } from '../pack/index.ts';
import { MemoryRepositoryStore } from '../storage/index.ts';
import { PackIntake, readPack } from './read-pack.ts';

const folder = mkdtempSync(join(tmpdir(), 'galley-intake-'));
const git = (args: readonly string[], input = ''): Buffer =>
  execFileSync('git', args, { cwd: folder, input, maxBuffer: 1 << 26, stdio: ['pipe', 'pipe', 'ignore'] });

beforeAll(() => {
  git(['init', '-q', '-b', 'main']);
  git(['config', 'user.name', 'Ada']);
  git(['config', 'user.email', 'ada@example.org']);
  for (let round = 0; round < 2; round += 1) {
    for (let post = 0; post < 12; post += 1) {
      const lines = Array.from(
        { length: 60 },
        (_, line) => `Line ${line} of post ${post}, ${(line * 7919 + post) % 1000}`,
      );
      writeFileSync(join(folder, `${post}.md`), [...lines, `Round ${round}`].join('\n'));
    }
    git(['add', '-A']);
    git(['commit', '-q', '-m', `round ${round}`]);
  }
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const thinPack = (): Buffer => git(['pack-objects', '--thin', '--revs', '--stdout', '-q'], 'main\n^main~1\n');

/** Gives the objects of the repository, and the ids that it was asked for. */
function loader(): { readonly asked: string[]; readonly loadBase: LoadBase } {
  const asked: string[] = [];
  const types = { commit: 1, tree: 2, blob: 3, tag: 4 } as const;
  return {
    asked,
    async loadBase(oid) {
      asked.push(oid);
      const name = git(['cat-file', '-t', oid]).toString().trim();
      const type = Object.entries(types).find(([known]) => known === name)?.[1] ?? 3;
      return Promise.resolve({ type, content: new Uint8Array(git(['cat-file', name, oid])) });
    },
  };
}

/** Lets everything go on that waits for nothing else. */
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

async function begin(loadBase: LoadBase): Promise<PackIntake<number>> {
  return PackIntake.start({ store: new MemoryRepositoryStore(), rows: { summariser: async () => () => 1 }, loadBase });
}

describe('the bases that a thin pack leaves to the receiver', () => {
  it('are read while the pack comes, each once', async () => {
    const { asked, loadBase } = loader();
    const intake = await begin(loadBase);
    const pack = thinPack();
    await intake.append(pack.subarray(0, -20));
    await settle();
    const early = [...asked];
    expect(early.length).toBeGreaterThan(5);
    await intake.append(pack.subarray(-20));
    await intake.read();
    expect(asked).toEqual(early);
    expect(new Set(asked).size).toBe(asked.length);
    const { objects } = await intake.keep();
    expect(objects.map(({ oid }) => oid).sort()).toEqual(
      git(['rev-list', '--objects', '--no-object-names', 'main', '^main~1']).toString().trim().split('\n').sort(),
    );
  });

  it('are not read any more when the pack is given up', async () => {
    const { asked, loadBase } = loader();
    const intake = await begin(loadBase);
    await intake.append(thinPack().subarray(0, -20));
    await intake.giveUp();
    await settle();
    // Of thirteen, those that were on their way already.
    expect(asked.length).toBeLessThanOrEqual(8);
  });

  it('are not read after the pack was, where it had them itself', async () => {
    const { asked, loadBase } = loader();
    const intake = await begin(loadBase);
    await intake.append(git(['pack-objects', '--revs', '--stdout', '-q'], 'main\n'));
    await intake.read();
    const during = asked.length;
    await settle();
    expect(asked.length).toBeLessThanOrEqual(during + 8);
  });
});

describe('rows', () => {
  const rowsOf = async (
    isQuick: (content: Uint8Array) => boolean,
  ): Promise<[asked: number, rows: readonly string[]]> => {
    let asked = 0;
    const { rows } = await readPack<string>(git(['pack-objects', '--all', '--stdout', '-q']), {
      store: new MemoryRepositoryStore(),
      rows: {
        async summariser() {
          asked += 1;
          return (content) => `large ${content.length}`;
        },
        summariseQuickly: (content) => (isQuick(content) ? `quick ${content.length}` : undefined),
      },
    });
    return [asked, [...rows.values()]];
  };

  it('are left to those who list the texts where the large summariser does not come, and the pack is kept', async () => {
    let asked = 0;
    const pack = git(['pack-objects', '--all', '--stdout', '-q']);
    const intake = await PackIntake.start<string>({
      store: new MemoryRepositoryStore(),
      rows: {
        summariser() {
          asked += 1;
          return Promise.reject(new TypeError('Failed to fetch'));
        },
        summariseQuickly: ({ length }) => (length % 2 === 0 ? 'quick' : undefined),
      },
    });
    for (let at = 0; at < pack.length; at += 1000) await intake.append(pack.subarray(at, at + 1000));
    await intake.read();
    const { rows, objects } = await intake.keep();
    expect([asked, objects.length]).toEqual([1, 28]);
    expect(rows.size).toBeGreaterThan(0);
    expect(rows.size).toBeLessThan(24);
  });

  it('are made without the large summariser where no text needs it', async () => {
    const [asked, rows] = await rowsOf(() => true);
    expect([asked, rows.length]).toEqual([0, 24]);
  });

  it('are made of every text, of some with the large one, which is asked for once', async () => {
    const [asked, rows] = await rowsOf(({ length }) => length % 2 === 0);
    expect([asked, rows.length]).toEqual([1, 24]);
    // Once it is there it makes the others too.
    expect(rows.filter((row) => row.startsWith('quick') && Number(row.slice(6)) % 2 === 1)).toEqual([]);
    expect(rows.some((row) => row.startsWith('large'))).toBe(true);
  });
});
