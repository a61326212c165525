import { execFileSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { GalleyError } from '#base';
import { sshPublicKeyLine, type SigningKey } from '#git';
import { MemoryRepositoryStore } from '#git/engine';
import { afterEach, describe, expect, it } from 'vitest';
import { buildRepository, type TestRepository } from '../browser/harness/index.ts';
import { temporaryFolder } from '../browser/harness/cleanup.ts';
import { startGitServer } from './git-server.ts';
import { openTestClient, type TestClient } from './open-repository.ts';

const author = { name: 'Ada', email: 'ada@example.test' };
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const write = (path: string, text: string) => ({ kind: 'write' as const, path, content: bytes(text) });
const undo: (() => void | Promise<void>)[] = [];

afterEach(async () => {
  for (let next = undo.pop(); next !== undefined; next = undo.pop()) await next();
});

async function makeKey(): Promise<SigningKey> {
  const pair = await crypto.subtle.generateKey('Ed25519', false, ['sign', 'verify']);
  if (!('privateKey' in pair)) throw new Error('no pair of keys');
  return {
    privateKey: pair.privateKey,
    publicKey: new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey)),
  };
}

interface Place {
  readonly repository: TestRepository;
  readonly client: TestClient;
  readonly url: string;
  setKey(find: () => Promise<SigningKey | undefined>): void;
  /** What `git verify-commit` says; it throws where it does not accept the signature. */
  verify(revision: string): Promise<string>;
}

async function openPlace(): Promise<Place> {
  const repository = await buildRepository({ files: { 'posts/one.md': '# One\n', 'posts/two.md': '# Two\n' } });
  const server = await startGitServer(repository.path);
  const key = await makeKey();
  let find = async (): Promise<SigningKey | undefined> => key;
  const client = openTestClient(new MemoryRepositoryStore(), undefined, { signingKey: () => find() });
  undo.push(
    () => server.stop(),
    () => client.close(),
  );
  await client.git.open({ url: server.url });
  expect(await client.git.clone()).toMatchObject({ kind: 'cloned' });
  const signers = join(await temporaryFolder(), 'signers');
  await writeFile(signers, `${author.email} ${sshPublicKeyLine(key.publicKey, 'ada')}\n`);
  return {
    repository,
    client,
    url: server.url,
    setKey(next) {
      find = next;
    },
    verify: (revision) =>
      repository.git('-c', `gpg.ssh.allowedSignersFile=${signers}`, 'verify-commit', '--raw', revision),
  };
}

async function commit({ client }: Place, text: string): Promise<string> {
  const { head } = await client.git.state();
  const outcome = await client.git.commit({
    changes: [write('posts/one.md', text)],
    message: 'Change one\n\nBecause.',
    author,
    expectedHead: head,
  });
  if (outcome.kind !== 'committed') throw new Error(outcome.kind);
  return outcome.commit;
}

const hasKeygen = ((): boolean => {
  try {
    execFileSync('ssh-keygen', ['-Y', 'sign'], { stdio: 'ignore' });
    return true;
  } catch (error) {
    return error instanceof Error && !('code' in error && error.code === 'ENOENT');
  }
})();

describe.skipIf(!hasKeygen)('git verify-commit (skipped where ssh-keygen is not installed)', () => {
  it('[G1] accepts a commit that was made and pushed here', async () => {
    const place = await openPlace();
    const made = await commit(place, '# One\n\nSigned ü.\n');
    expect(await place.client.git.push()).toMatchObject({ kind: 'published', head: made });
    await expect(place.verify('main')).resolves.toBe('');
    expect(await place.repository.git('log', '-1', '--format=%s|%an', 'main')).toBe('Change one|Ada');
    expect(await place.repository.git('fsck', '--strict', '--no-dangling')).toBe('');
  });

  it('[G1] accepts a merge, and the commits and notes of a review', async () => {
    const place = await openPlace();
    const { git } = place.client;
    const onto = (await git.state()).head ?? '';
    const ref = 'refs/heads/cms/posts/two';
    const notes = 'refs/notes/devtools/reviews';
    await git.updateRefs({
      author,
      commits: [{ ref, expected: null, onto, changes: [write('posts/two.md', '# Two\n\nMore.\n')], message: 'Two' }],
      additions: [{ ref: notes, key: { folder: '', tipOf: ref }, lines: ['{"a":1}'] }],
    });
    expect(await git.pushRefs()).toMatchObject({ kind: 'pushed' });
    await commit(place, '# One\n\nMine.\n');
    const { head, refs } = await git.state();
    const tip = refs.find(({ name }) => name === ref)?.local ?? '';
    await git.commit({
      changes: [write('posts/two.md', '# Two\n\nMore.\n')],
      message: 'Merge it',
      author,
      expectedHead: head,
      merged: [tip],
    });
    expect(await git.push()).toMatchObject({ kind: 'published' });
    expect((await place.repository.git('rev-list', '--parents', '-1', 'main')).split(' ')).toHaveLength(3);
    for (const revision of ['main', 'main^', ref, notes]) await expect(place.verify(revision)).resolves.toBe('');
  });

  it('[G1] accepts an outbox that was put on top of what others published', async () => {
    const place = await openPlace();
    const { git } = place.client;
    await commit(place, '# One\n\nMine.\n');
    const onto = await place.repository.commit({ files: { 'posts/two.md': '# Two\n\nTheirs.\n' } });
    expect(await git.fetch()).toMatchObject({ kind: 'fetched' });
    const { head, outbox } = await git.state();
    const commits = outbox.map(({ message, time }) => ({
      changes: [write('posts/one.md', '# One\n\nMine.\n')],
      message,
      author,
      time,
    }));
    expect(await git.rebuildOutbox({ expectedHead: head, onto, commits })).toMatchObject({ kind: 'committed' });
    expect(await git.push()).toMatchObject({ kind: 'published' });
    await expect(place.verify('main')).resolves.toBe('');
    expect(await place.repository.git('rev-parse', 'main^')).toBe(onto);
  });

  it('[G1] refuses what was not signed, and what someone else signed', async () => {
    const place = await openPlace();
    place.setKey(async () => undefined);
    await commit(place, '# One\n\nOpen.\n');
    const other = await makeKey();
    place.setKey(async () => other);
    await commit(place, '# One\n\nBy another.\n');
    expect(await place.client.git.push()).toMatchObject({ kind: 'published' });
    await expect(place.verify('main')).rejects.toThrow('verify-commit');
    await expect(place.verify('main^')).rejects.toThrow('verify-commit');
  });
});

it('[G3] a signature that can not be made leaves everything as it was', async () => {
  const place = await openPlace();
  const { git } = place.client;
  const before = await git.state();
  place.setKey(async () => {
    throw new GalleyError('signing-failed', 'The signing key can not be read');
  });
  await expect(commit(place, '# One\n\nLost?\n')).rejects.toMatchObject({ code: 'signing-failed' });
  expect(await git.state()).toEqual(before);
  place.setKey(async () => undefined);
  expect(await commit(place, '# One\n\nKept.\n')).toMatch(/^[0-9a-f]{40}$/);
});

it('[G4] commits that others signed, with headers of any kind, are read like all others', async () => {
  const place = await openPlace();
  const { repository, client } = place;
  const tree = await repository.git('rev-parse', 'main^{tree}');
  const parent = await repository.git('rev-parse', 'main');
  const lines = [
    `tree ${tree}`,
    `parent ${parent}`,
    'author Bob <bob@example.test> 1770000000 +0000',
    'committer Bob <bob@example.test> 1770000000 +0000',
    'gpgsig -----BEGIN PGP SIGNATURE-----',
    ' ',
    ` tree ${'0'.repeat(40)}`,
    ' author Eve <eve@example.test> 1 +0000',
    ' -----END PGP SIGNATURE-----',
    '',
    'Signed by Bob',
    '',
  ];
  const file = join(await temporaryFolder(), 'commit');
  await writeFile(file, lines.join('\n'));
  const oid = await repository.git('hash-object', '-t', 'commit', '-w', file);
  await repository.git('update-ref', 'refs/heads/main', oid);
  expect(await client.git.fetch()).toMatchObject({ kind: 'fetched', remoteHead: oid });
  expect(await client.git.readCommit(oid)).toMatchObject({
    author: { name: 'Bob', email: 'bob@example.test' },
    parents: [parent],
    message: 'Signed by Bob',
    time: 1_770_000_000_000,
  });
});
