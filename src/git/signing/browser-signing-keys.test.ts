import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { openDB } from 'idb';
import { beforeEach, expect, it } from 'vitest';
import { BrowserSigningKeys } from './browser-signing-keys.ts';

globalThis.indexedDB = new IDBFactory();

const keys = new BrowserSigningKeys();

beforeEach(async () => {
  const database = await openDB('galley-signing');
  if (database.objectStoreNames.contains('keys')) await database.clear('keys');
  database.close();
  if (database.version === 1 && !database.objectStoreNames.contains('keys')) indexedDB.deleteDatabase('galley-signing');
});

it('[G2] makes a key that no code can read, and gives the same one to every tab', async () => {
  expect(await keys.find()).toBeUndefined();
  const made = await keys.turnOn();
  expect(made.privateKey.extractable).toBe(false);
  await expect(crypto.subtle.exportKey('pkcs8', made.privateKey)).rejects.toThrow('extractable');
  const found = await new BrowserSigningKeys().find();
  expect(found?.publicKey).toEqual(made.publicKey);
  expect(found?.privateKey.extractable).toBe(false);
});

it('[G2] turned off and on again it is the same key; a new one is another', async () => {
  const { publicKey } = await keys.turnOn();
  await keys.turnOff();
  expect(await keys.find()).toBeUndefined();
  expect((await keys.turnOn()).publicKey).toEqual(publicKey);
  const renewed = await keys.renew();
  expect(renewed.publicKey).not.toEqual(publicKey);
  expect((await keys.find())?.publicKey).toEqual(renewed.publicKey);
});

it('[G3] never takes a key that can not be read for none, and makes another when asked', async () => {
  await keys.turnOn();
  const database = await openDB('galley-signing');
  await database.put('keys', { isOn: true, privateKey: 'gone' }, 'key');
  database.close();
  await expect(keys.find()).rejects.toMatchObject({ code: 'signing-failed' });
  const renewed = await keys.renew();
  expect((await keys.find())?.publicKey).toEqual(renewed.publicKey);
});

it('[G2] says what the browser can', async () => {
  expect(await keys.support()).toBe('supported');
});
