import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadPackKernel } from '../pack/index.ts';
import { MemoryRepositoryStore, type OpenedPack } from '../storage/index.ts';
import { ObjectDatabase } from './object-database.ts';
import { PackFile } from './pack-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'galley-pack-file-'));
const git = (...args: string[]): string => execFileSync('git', args, { cwd: folder, encoding: 'utf8' }).trim();

let pack: Buffer;
let index: Buffer;
let oid = '';

beforeAll(() => {
  git('init', '-q', '-b', 'main');
  writeFileSync(join(folder, 'post.md'), 'As it was written.\n');
  oid = git('hash-object', '-w', 'post.md');
  writeFileSync(join(folder, 'other.md'), 'Another one.\n');
  const others = [git('hash-object', '-w', 'other.md'), git('mktree')];
  const path = join(folder, 'kept');
  // Not packed, so that a changed byte is one of the text, and nothing but a sum can tell.
  const name = execFileSync('git', ['pack-objects', '-q', '--compression=0', '--no-reuse-object', path], {
    cwd: folder,
    input: `${[oid, ...others].join('\n')}\n`,
    encoding: 'utf8',
  }).trim();
  [pack, index] = [readFileSync(`${path}-${name}.pack`), readFileSync(`${path}-${name}.idx`)];
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function openedFrom(bytes: Uint8Array, itsIndex: Uint8Array): OpenedPack {
  return { name: 'kept', index: itsIndex, size: bytes.length, read: (from, to) => bytes.subarray(from, to) };
}

async function readFrom(opened: OpenedPack): Promise<string> {
  const kernel = await loadPackKernel();
  const file = await PackFile.open(opened, kernel);
  const { content } = await file.read(file.indexOf(oid), new ObjectDatabase(new MemoryRepositoryStore(), kernel));
  return new TextDecoder().decode(content);
}

function withByteChanged(bytes: Uint8Array, at: number): Uint8Array {
  return bytes.map((byte, place) => (place === at ? byte ^ 1 : byte));
}

describe('a kept pack', () => {
  it('gives what it was written with', async () => {
    expect(await readFrom(openedFrom(pack, index))).toBe('As it was written.\n');
  });

  it('is damaged where a byte of an object is another, though it reads', async () => {
    const harmed = withByteChanged(pack, pack.indexOf('written'));
    await expect(readFrom(openedFrom(harmed, index))).rejects.toMatchObject({ code: 'corrupt' });
  });

  it('is damaged where a byte of its index is another, whichever byte it is', async () => {
    for (let at = 0; at < index.length; at += 1)
      await expect(readFrom(openedFrom(pack, withByteChanged(index, at)))).rejects.toMatchObject({ code: 'corrupt' });
  });
});
