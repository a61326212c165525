import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import type { RepositoryStore } from '#git/engine';
import { temporaryFolder } from '../browser/harness/cleanup.ts';
import { runTestGit } from '../browser/harness/index.ts';
import type { NotingStore } from './noting-store.ts';

type StoredObject = NonNullable<Awaited<ReturnType<RepositoryStore['readObject']>>>;

const TYPES = ['', 'commit', 'tree', 'blob', 'tag'];

/** Writes a kept clone out as a bare repository and gives what `git fsck` says of it: nothing, when it is sound. */
export async function checkExportedClone(store: NotingStore): Promise<string> {
  const record = await store.readRecord();
  if (record === undefined || record.head === null) return '';
  const folder = await temporaryFolder();
  await mkdir(join(folder, 'objects/pack'), { recursive: true });
  await mkdir(join(folder, 'refs/heads'), { recursive: true });
  await writeFile(join(folder, 'HEAD'), `ref: refs/heads/${record.branch}\n`);
  await writeFile(join(folder, `refs/heads/${record.branch}`), `${record.head}\n`);
  if (record.remoteHead !== null) await writeFile(join(folder, 'refs/heads/-remote'), `${record.remoteHead}\n`);
  await writeFile(join(folder, 'shallow'), record.shallow.map((oid) => `${oid}\n`).join(''));
  for (const name of record.packs) {
    const pack = await store.openPack(name);
    await writeFile(join(folder, `objects/pack/${name}.pack`), await pack.read(0, pack.size));
    await writeFile(join(folder, `objects/pack/${name}.idx`), pack.index);
  }
  for (const oid of store.made) {
    const object = await store.readObject(oid);
    if (object !== undefined) await writeLooseObject(folder, object);
  }
  return runTestGit(['fsck', '--strict', '--no-dangling', '--no-progress'], { cwd: folder }).catch(String);
}

async function writeLooseObject(folder: string, { oid, type, content }: StoredObject): Promise<void> {
  const header = Buffer.from(`${TYPES[type] ?? ''} ${content.length}\0`);
  await mkdir(join(folder, 'objects', oid.slice(0, 2)), { recursive: true });
  const file = join(folder, 'objects', oid.slice(0, 2), oid.slice(2));
  await writeFile(file, deflateSync(Buffer.concat([header, content])));
}
