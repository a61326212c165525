import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { GalleyError } from '#base';
import { HeldPack, loadPackKernel, PackReader } from '../pack/index.ts';
import {
  fetchPack,
  listRemoteRefs,
  parseCapabilities,
  readCapabilities,
  type PackRequest,
  type UploadPackService,
} from './index.ts';

const folder = mkdtempSync(join(tmpdir(), 'galley-wire-'));
const git = (...args: string[]): string => execFileSync('git', args, { cwd: folder, encoding: 'utf8' }).trim();

beforeAll(() => {
  git('init', '-q', '-b', 'main');
  git('config', 'user.name', 'Ada');
  git('config', 'user.email', 'ada@example.org');
  git('config', 'uploadpack.allowFilter', 'true');
  git('config', 'uploadpack.allowRefInWant', 'true');
  for (let round = 0; round < 5; round += 1) {
    writeFileSync(join(folder, 'a.md'), `# A\n\n${'A line that stays.\n'.repeat(50)}Round ${round}\n`);
    writeFileSync(join(folder, `b-${round}.md`), `# B ${round}\n`);
    git('add', '-A');
    git('commit', '-q', '-m', `round ${round}`);
  }
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The real git-upload-pack, spoken to as an HTTP server would. */
function uploadPack(protocol = 'version=2'): UploadPackService {
  const run = (args: readonly string[], input?: Uint8Array): AsyncIterable<Uint8Array> => {
    const child = spawn('git', ['upload-pack', '--stateless-rpc', ...args, '.git'], {
      cwd: folder,
      env: { ...process.env, GIT_PROTOCOL: protocol },
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    child.stdin.end(input);
    return child.stdout;
  };
  return {
    advertise: () => Promise.resolve(run(['--advertise-refs'])),
    request: (body) => Promise.resolve(run([], body)),
  };
}

async function capabilitiesOf(
  service: UploadPackService,
): Promise<NonNullable<Awaited<ReturnType<typeof readCapabilities>>>> {
  const capabilities = await readCapabilities(service);
  if (capabilities === undefined) throw new Error('no version 2');
  return capabilities;
}

interface Fetched {
  readonly oids: readonly string[];
  readonly shallow: readonly string[];
  /** The refs that were wanted by name, with their tips. */
  readonly named: readonly (readonly [name: string, tip: string])[];
}

async function fetchObjects(request: PackRequest): Promise<Fetched> {
  const service = uploadPack();
  const reader = new PackReader({ kernel: await loadPackKernel(), pack: new HeldPack(), visit: () => {} });
  const named: [string, string][] = [];
  const changed = await fetchPack(service, await capabilitiesOf(service), {
    ...request,
    sink: { onPack: (chunk) => reader.append(chunk), onWantedRef: (name, tip) => named.push([name, tip]) },
  });
  const { table } = await reader.finish((oid) => {
    const type = git('cat-file', '-t', oid);
    const types: Record<string, 1 | 2 | 3> = { commit: 1, tree: 2, blob: 3 };
    return Promise.resolve({
      type: types[type] ?? 3,
      content: execFileSync('git', ['cat-file', type, oid], { cwd: folder }),
    });
  });
  const oids = Array.from({ length: table.count }, (_, index) => table.oid(index)).sort();
  return { oids, shallow: changed.shallow, named };
}

const objects = (...args: string[]): string[] =>
  git('rev-list', '--objects', '--no-object-names', ...args)
    .split('\n')
    .sort();

describe('git-upload-pack in protocol version 2', () => {
  it('tells what the server can do', async () => {
    const capabilities = await capabilitiesOf(uploadPack());
    expect(capabilities.objectFormat).toBe('sha1');
    expect(capabilities.has('fetch', 'shallow')).toBe(true);
    expect(capabilities.has('fetch', 'filter')).toBe(true);
    expect(capabilities.has('fetch', 'no-such-feature')).toBe(false);
  });

  it('notices a server that speaks an older protocol only', async () => {
    expect(await readCapabilities(uploadPack('version=0'))).toBeUndefined();
  });

  it('lists the branches and what HEAD names', async () => {
    const service = uploadPack();
    const refs = await listRemoteRefs(service, await capabilitiesOf(service), ['HEAD', 'refs/heads/']);
    const tip = git('rev-parse', 'main');
    expect(refs).toEqual([
      { name: 'HEAD', oid: tip, target: 'refs/heads/main' },
      { name: 'refs/heads/main', oid: tip },
    ]);
  });

  it('fetches one commit and nothing below it', async () => {
    const tip = git('rev-parse', 'main');
    const { oids, shallow } = await fetchObjects({ wants: [tip], depth: 1 });
    const tree = git('ls-tree', '-r', '-t', '--object-only', tip).split('\n');
    expect(oids).toEqual([...new Set([tip, git('rev-parse', `${tip}^{tree}`), ...tree])].sort());
    expect(shallow).toEqual([tip]);
  });

  it('fetches trees without their files', async () => {
    const tip = git('rev-parse', 'main');
    const { oids } = await fetchObjects({ wants: [tip], depth: 1, filter: 'blob:none' });
    expect(oids).toEqual([tip, git('rev-parse', `${tip}^{tree}`)].sort());
  });

  it('fetches the tip of a ref by its name', async () => {
    const tip = git('rev-parse', 'main');
    const byName = await fetchObjects({ wants: [], wantRefs: ['HEAD'], depth: 1, filter: 'blob:none' });
    expect(byName).toEqual({
      ...(await fetchObjects({ wants: [tip], depth: 1, filter: 'blob:none' })),
      named: [['HEAD', tip]],
    });
    const known = git('rev-parse', 'main~2');
    const { oids, named } = await fetchObjects({
      wants: [],
      wantRefs: ['refs/heads/main'],
      haves: [known],
      thin: true,
    });
    expect(named).toEqual([['refs/heads/main', tip]]);
    expect(oids).toEqual(objects('main', '^main~2'));
  });

  it('reads what a server can do from its lines', () => {
    expect(parseCapabilities(['version 2', 'fetch=shallow filter', 'object-format=sha256'])).toMatchObject({
      objectFormat: 'sha256',
    });
    expect(parseCapabilities(['version 2', 'fetch=shallow'])?.has('fetch', 'filter')).toBe(false);
    expect(parseCapabilities(['version 1'])).toBeUndefined();
    expect(parseCapabilities([])).toBeUndefined();
  });

  it('fetches only what is new, thin, into a shallow clone', async () => {
    const tip = git('rev-parse', 'main');
    const known = git('rev-parse', 'main~2');
    const { oids } = await fetchObjects({ wants: [tip], haves: [known], shallow: [known], thin: true });
    expect(oids).toEqual(objects('main', '^main~2'));
  });

  it('gives the words of a server that refuses', async () => {
    const service = uploadPack();
    const asking = fetchPack(service, await capabilitiesOf(service), {
      wants: ['0'.repeat(39) + '1'],
      sink: { onPack: () => {} },
    });
    await expect(asking).rejects.toMatchObject({ code: 'server-error' });
  });

  it('calls an answer cut off wherever it is cut', async () => {
    const tip = git('rev-parse', 'main');
    const whole = uploadPack();
    const capabilities = await capabilitiesOf(whole);
    const chunks: Uint8Array[] = [];
    const recording: UploadPackService = {
      ...whole,
      async request(body) {
        for await (const chunk of await whole.request(body)) chunks.push(chunk);
        return (async function* () {
          yield* chunks;
        })();
      },
    };
    await fetchPack(recording, capabilities, { wants: [tip], depth: 1, sink: { onPack: () => {} } });
    const answer = Buffer.concat(chunks);
    for (let length = 0; length < answer.length; length += 37) {
      const cut: UploadPackService = {
        ...whole,
        request: () =>
          Promise.resolve(
            (async function* () {
              yield new Uint8Array(answer.subarray(0, length));
            })(),
          ),
      };
      const error: unknown = await fetchPack(cut, capabilities, {
        wants: [tip],
        depth: 1,
        sink: { onPack: () => {} },
      }).catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(GalleyError);
      expect(error).toMatchObject({ code: 'cut-off' });
    }
  });
});
