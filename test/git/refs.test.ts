import { afterEach, describe, expect, it } from 'vitest';
import type { RefPrefixes, RefState } from '#git';
import { buildRepository, type TestRepository } from '../browser/harness/index.ts';
import { runTestGit } from '../browser/harness/run-test-git.ts';
import { startGitServer, type GitServer, type GitServerOptions } from './git-server.ts';
import { cloneForTest, openTestClient, type TestClient } from './open-repository.ts';

const author = { name: 'Ada', email: 'ada@example.test' };
const notes = 'refs/notes/devtools/discuss';
const branch = 'refs/heads/cms/posts/one';
const prefixes: RefPrefixes = { lines: ['refs/notes/devtools/'], branches: ['refs/heads/cms/'] };
const path = 'posts/one.md';
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const undo: (() => void | Promise<void>)[] = [];

afterEach(async () => {
  for (let next = undo.pop(); next !== undefined; next = undo.pop()) await next();
});

interface Place {
  readonly repository: TestRepository;
  readonly server: GitServer;
  /** The branch's first commit. */
  readonly tip: string;
}

async function build(options: GitServerOptions = {}): Promise<Place> {
  const repository = await buildRepository({ files: { [path]: '# One\n', 'README.md': 'The site.\n' } });
  const server = await startGitServer(repository.path, options);
  undo.push(() => server.stop());
  return { repository, server, tip: await repository.git('rev-parse', 'main') };
}

async function clone({ server }: Place): Promise<TestClient> {
  const client = await cloneForTest({ url: server.url });
  undo.push(() => client.close());
  return client;
}

async function add({ git }: TestClient, object: string, ...lines: readonly string[]): Promise<void> {
  const outcome = await git.updateRefs({ author, additions: [{ ref: notes, key: object, lines }] });
  expect(outcome.kind).toBe('updated');
}

async function commitTo({ git }: TestClient, onto: string, text: string, expected: string | null = null) {
  const outcome = await git.updateRefs({
    author,
    commits: [
      { ref: branch, expected, onto, changes: [{ kind: 'write', path, content: bytes(text) }], message: text.trim() },
    ],
  });
  return outcome.kind === 'updated' ? (outcome.tips[branch] ?? '') : outcome.kind;
}

const refOf = async ({ git }: TestClient, name: string): Promise<RefState | undefined> =>
  (await git.state()).refs.find((ref) => ref.name === name);

const linesOf = async ({ git }: TestClient, object: string): Promise<readonly string[]> =>
  (await git.readLines(notes)).find(({ key }) => key === object)?.lines ?? [];

describe('notes', () => {
  it('that are written here are read by git, with the branch they are about, after one push', async () => {
    const place = await build();
    const client = await clone(place);
    const made = await commitTo(client, place.tip, '# One\n\nMore.\n');
    await add(client, made, '{"b":"zwei — ü"}', '{"a":1}');
    expect(await client.git.pushRefs()).toEqual({ kind: 'pushed' });
    expect(await place.repository.git('notes', '--ref=devtools/discuss', 'show', made)).toBe(
      '{"a":1}\n{"b":"zwei — ü"}',
    );
    expect(await place.repository.git('log', '--format=%H %P', branch, '-1')).toBe(`${made} ${place.tip}`);
    expect(await place.repository.git('fsck', '--strict', '--no-dangling')).toBe('');
    expect((await client.git.state()).refs.every(({ local, remote }) => local === remote)).toBe(true);
    expect(await client.git.pushRefs()).toEqual({ kind: 'nothing-to-push' });
  });

  it('that git wrote are read here, blank lines of an append left out', async () => {
    const place = await build();
    const { repository, tip } = place;
    await repository.git('notes', '--ref=devtools/discuss', 'add', '-m', '{"one":1}', tip);
    await repository.git('notes', '--ref=devtools/discuss', 'append', '-m', '{"two":2}', tip);
    const client = await clone(place);
    expect(await client.git.fetchRefs(prefixes)).toEqual({ kind: 'fetched', moved: [notes] });
    expect(await linesOf(client, tip)).toEqual(['{"one":1}', '{"two":2}']);
    expect(await client.git.fetchRefs(prefixes)).toEqual({ kind: 'fetched', moved: [] });
  });

  it('are read and written in a tree with folders, where git put them', async () => {
    const place = await build();
    const { repository, tip } = place;
    const objects = Array.from({ length: 300 }, (_, index) =>
      (index * 7919 + 1).toString(16).padStart(8, '0').repeat(5),
    );
    const files = objects.map(
      (object) => `M 100644 inline ${object.slice(0, 2)}/${object.slice(2)}\ndata 8\n{"n":1}\n\n`,
    );
    await runTestGit(['fast-import', '--quiet', '--date-format=raw'], {
      cwd: repository.path,
      input: Buffer.from(
        `commit ${notes}\ncommitter A <a@example.test> 1760000000 +0000\ndata 2\nx\n${files.join('')}\n`,
      ),
    });
    const client = await clone(place);
    await client.git.fetchRefs(prefixes);
    const read = await client.git.readLines(notes);
    expect(read).toHaveLength(300);
    const [some] = read;
    await add(client, some?.key ?? '', '{"n":2}');
    await add(client, tip, '{"n":3}');
    await client.git.pushRefs();
    expect(await repository.git('notes', '--ref=devtools/discuss', 'show', some?.key ?? '')).toBe('{"n":1}\n{"n":2}');
    expect(await repository.git('notes', '--ref=devtools/discuss', 'show', tip)).toBe('{"n":3}');
    expect((await repository.git('notes', '--ref=devtools/discuss', 'list')).split('\n')).toHaveLength(301);
  });

  it('of two people who comment at once are all kept', async () => {
    const place = await build();
    const rounds = process.env['GALLEY_FAULTS'] === 'long' ? 100 : 25;
    const clients = [await clone(place), await clone(place)];
    await Promise.all(
      clients.map(async (client, person) => {
        for (let round = 0; round < rounds; round += 1) {
          await add(client, place.tip, `{"person":${person},"round":${round}}`);
          const outcome = await client.git.pushRefs();
          expect(outcome).toEqual({ kind: expect.stringMatching(/pushed|nothing-to-push/) });
        }
      }),
    );
    const shown = await place.repository.git('notes', '--ref=devtools/discuss', 'show', place.tip);
    expect(shown.split('\n')).toHaveLength(2 * rounds);
    expect(new Set(shown.split('\n')).size).toBe(2 * rounds);
  }, 600_000);

  it('keep bytes that are no UTF-8 when a line is added beside them', async () => {
    const place = await build();
    const { repository, tip } = place;
    const odd = await runTestGit(['hash-object', '-w', '--stdin'], {
      cwd: repository.path,
      input: Buffer.from([0x7b, 0xff, 0xfe, 0x7d, 0x0a]),
    });
    await repository.git('notes', '--ref=devtools/discuss', 'add', '-C', odd, tip);
    const client = await clone(place);
    await client.git.fetchRefs(prefixes);
    await add(client, tip, '{"n":1}');
    await client.git.pushRefs();
    const spec = await repository.git('notes', '--ref=devtools/discuss', 'list', tip);
    expect(await repository.git('cat-file', '-s', spec)).toBe(String(5 + 8));
  });

  it('are read from and written to a server of the older protocol', async () => {
    const place = await build({ protocol2: false });
    const { repository, tip } = place;
    await repository.git('notes', '--ref=devtools/discuss', 'add', '-m', '{"one":1}', tip);
    await repository.git('branch', 'cms/posts/one', tip);
    const client = openTestClient();
    undo.push(() => client.close());
    await client.git.open({ url: place.server.url });
    await client.git.clone();
    expect(await client.git.fetchRefs(prefixes)).toEqual({ kind: 'fetched', moved: [branch, notes] });
    expect(await linesOf(client, tip)).toEqual(['{"one":1}']);
    await repository.git('notes', '--ref=devtools/discuss', 'append', '-m', '{"two":2}', tip);
    await add(client, tip, '{"three":3}');
    expect(await client.git.pushRefs()).toEqual({ kind: 'pushed' });
    expect(await linesOf(client, tip)).toEqual(['{"one":1}', '{"three":3}', '{"two":2}']);
  });
});

describe('an answer to a push of refs that is lost', () => {
  it('leaves them waiting; asked again, the remote has them once', async () => {
    const place = await build();
    const client = await clone(place);
    const made = await commitTo(client, place.tip, '# Mine\n');
    await add(client, made, '{"n":1}');
    place.server.setFault(({ url }) => (url.endsWith('/git-receive-pack') ? { kind: 'lose' } : undefined));
    expect((await client.git.pushRefs()).kind).toBe('failed');
    expect((await refOf(client, branch))?.remote).toBeNull();
    place.server.setFault(undefined);
    expect(await client.git.pushRefs()).toEqual({ kind: 'pushed' });
    expect(await refOf(client, branch)).toEqual({ name: branch, local: made, remote: made, merge: 'none' });
    expect(await place.repository.git('rev-list', '--count', notes)).toBe('1');
  });
});

describe('a branch beside the one that is worked on', () => {
  it('that someone else moved too is not pushed over, and keeps both tips', async () => {
    const place = await build();
    const [one, two] = [await clone(place), await clone(place)];
    const theirs = await commitTo(two, place.tip, '# Theirs\n');
    await two.git.pushRefs();
    const mine = await commitTo(one, place.tip, '# Mine\n');
    expect(await one.git.pushRefs()).toEqual({ kind: 'remote-moved', refs: [branch] });
    expect(await refOf(one, branch)).toEqual({ name: branch, local: mine, remote: theirs, merge: 'none' });
    expect(await place.repository.git('rev-parse', branch)).toBe(theirs);
  });

  it('is not written when it is not where the writer saw it', async () => {
    const place = await build();
    const client = await clone(place);
    const first = await commitTo(client, place.tip, '# First\n');
    expect(await commitTo(client, place.tip, '# Second\n')).toBe('ref-moved');
    expect((await refOf(client, branch))?.local).toBe(first);
  });

  it('is deleted on the remote, unless someone went on with it', async () => {
    const place = await build();
    const [one, two] = [await clone(place), await clone(place)];
    const first = await commitTo(one, place.tip, '# First\n');
    await one.git.pushRefs();
    await two.git.fetchRefs(prefixes);
    await one.git.updateRefs({ author, deletions: [{ ref: branch, expected: first }] });
    const second = await commitTo(two, first, '# Second\n', first);
    await two.git.pushRefs();
    expect((await one.git.pushRefs()).kind).toBe('nothing-to-push');
    expect((await refOf(one, branch))?.local).toBe(second);
    await one.git.updateRefs({ author, deletions: [{ ref: branch, expected: second }] });
    expect(await one.git.pushRefs()).toEqual({ kind: 'pushed' });
    expect(await refOf(one, branch)).toBeUndefined();
    await expect(place.repository.git('rev-parse', '--verify', branch)).rejects.toThrow('rev-parse');
    await two.git.fetchRefs(prefixes);
    expect(await refOf(two, branch)).toBeUndefined();
  });

  it('outlasts a reload with what waits to be pushed', async () => {
    const place = await build();
    const client = await clone(place);
    const made = await commitTo(client, place.tip, '# Mine\n');
    client.close();
    const again = openTestClient(client.store);
    undo.push(() => again.close());
    await again.git.open({ url: place.server.url });
    expect(await refOf(again, branch)).toEqual({ name: branch, local: made, remote: null, merge: 'none' });
    expect(await again.git.pushRefs()).toEqual({ kind: 'pushed' });
    expect(await place.repository.git('rev-parse', branch)).toBe(made);
  });

  it('is told from the branch by its newest common commit, also behind the edge of a shallow clone', async () => {
    const place = await build();
    const { repository, tip } = place;
    await repository.git('branch', 'cms/posts/one', tip);
    for (let count = 0; count < 5; count += 1) await repository.commit({ files: { 'README.md': `${count}\n` } });
    const client = await clone(place);
    const { head } = await client.git.state();
    await client.git.fetchRefs(prefixes);
    const made = await commitTo(client, tip, '# Mine\n', tip);
    const relation = await client.git.relateCommits(made, head ?? '');
    expect(relation.base).toBe(tip);
    expect(relation.commits.map(({ oid, message }) => [oid, message])).toEqual([[made, '# Mine']]);
  });
});

describe('refs that a host refuses', () => {
  it('are named, and wait while others are pushed', async () => {
    const place = await build();
    await place.repository.git('config', 'receive.hideRefs', 'refs/notes');
    const client = await clone(place);
    const made = await commitTo(client, place.tip, '# Mine\n');
    await add(client, made, '{"n":1}');
    expect(await client.git.pushRefs()).toMatchObject({ kind: 'refused', refs: [notes] });
    expect((await refOf(client, notes))?.remote).toBeNull();
    expect((await client.git.pushRefs([branch])).kind).toMatch(/pushed|nothing-to-push/);
    expect(await place.repository.git('rev-parse', branch)).toBe(made);
  });
});

describe('merge commits on the branch', () => {
  it('bring a review in with both parents, and are pushed with all that the remote lacks', async () => {
    const place = await build();
    const client = await clone(place);
    const made = await commitTo(client, place.tip, '# Mine\n');
    const outcome = await client.git.commit({
      changes: [{ kind: 'write', path, content: bytes('# Mine\n') }],
      message: 'Merge',
      author,
      expectedHead: place.tip,
      merged: [made],
    });
    expect(outcome.kind).toBe('committed');
    expect((await client.git.state()).outbox).toMatchObject([{ message: 'Merge', merged: [made], paths: [path] }]);
    expect((await client.git.push()).kind).toBe('published');
    expect(await place.repository.git('log', '-1', '--format=%P', 'main')).toBe(`${place.tip} ${made}`);
    expect(await place.repository.git('fsck', '--strict', '--no-dangling')).toBe('');
  });

  it('are not needed where the branch can follow', async () => {
    const place = await build();
    const client = await clone(place);
    const made = await commitTo(client, place.tip, '# Mine\n');
    expect(await client.git.fastForward(made)).toEqual({ kind: 'committed', commit: made });
    expect((await client.git.push()).kind).toBe('published');
    expect(await place.repository.git('rev-parse', 'main')).toBe(made);
    expect((await client.git.listFiles()).files.find((file) => file.path === path)?.row?.title).toBe('Mine');
  });
});
