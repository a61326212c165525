import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { openDB } from 'idb';
import { describe, expect, test } from 'vitest';
import { openCredentialStore } from './credential-store.ts';

globalThis.indexedDB = new IDBFactory();

const here = 'https://git.test/site.git';
const credentials = { username: 'ann', password: 'canary-s3cret' };

async function readRecords(): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const database = await openDB('galley-sign-in', 1);
  const records: readonly Record<string, unknown>[] = await database.getAll('kept');
  database.close();
  return records;
}

describe('[K2] kept credentials', () => {
  test('come back for their address and no other, and are gone when they are forgotten', async () => {
    const store = openCredentialStore();
    await store.put(here, credentials);
    expect(await store.get(here)).toEqual(credentials);
    expect(await openCredentialStore().get(here)).toEqual(credentials);
    expect(await store.get(`${here}/`)).toBeUndefined();
    await store.remove(here);
    expect(await store.get(here)).toBeUndefined();
    expect(await readRecords()).toEqual([]);
  });

  test('are sealed with a key that can not be read, and another one each time', async () => {
    const store = openCredentialStore();
    await store.put(here, credentials);
    const [first] = await readRecords();
    await store.put(here, credentials);
    const [second] = await readRecords();
    const { key, iv, data } = first ?? {};
    if (!(key instanceof CryptoKey) || !(data instanceof ArrayBuffer) || !(iv instanceof Uint8Array)) {
      throw new TypeError('The record is not as expected');
    }
    expect(key.extractable).toBe(false);
    await expect(crypto.subtle.exportKey('raw', key)).rejects.toThrow(/extractable/);
    expect(Buffer.from(data).toString('latin1')).not.toMatch(/ann|canary/);
    expect(second?.['iv']).not.toEqual(iv);
    await store.remove(here);
  });

  test('do not open at another address, nor when they were changed', async () => {
    const store = openCredentialStore();
    await store.put(here, credentials);
    const database = await openDB('galley-sign-in', 1);
    const record: { data: ArrayBuffer } = await database.get('kept', here);
    await database.put('kept', record, 'https://evil.test/site.git');
    const changed = new Uint8Array(record.data);
    changed[0] = (changed[0] ?? 0) ^ 1;
    await database.put('kept', { ...record, data: changed.buffer }, here);
    database.close();
    expect(await store.get('https://evil.test/site.git')).toBeUndefined();
    expect(await store.get(here)).toBeUndefined();
  });

  test('are forgotten by other tabs too', async () => {
    const [one, other] = [openCredentialStore(), openCredentialStore()];
    const heard = new Promise<string>((resolve) => {
      const stop = other.onRemoved(here, () => {
        stop();
        resolve('forgotten');
      });
    });
    await one.remove('https://git.test/another.git');
    await one.remove(here);
    expect(await heard).toBe('forgotten');
  });
});
