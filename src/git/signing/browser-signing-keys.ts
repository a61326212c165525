import { GalleyError } from '#base';
import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import * as v from 'valibot';
import type { SigningKey, SigningKeys } from './signing-key.ts';

const NAME = 'galley-signing';
const VERSION = 1;
const KEY = 'key';
const ALGORITHM = 'Ed25519';

interface SigningSchema extends DBSchema {
  keys: { key: string; value: unknown };
}

const recordSchema = v.object({
  isOn: v.boolean(),
  // Pages without a secure context have no `CryptoKey`.
  privateKey: v.custom<CryptoKey>((value) => typeof CryptoKey !== 'undefined' && value instanceof CryptoKey),
  publicKey: v.pipe(
    v.custom<Uint8Array>((value) => value instanceof Uint8Array),
    v.length(32),
  ),
});
type KeyRecord = v.InferOutput<typeof recordSchema>;

/** The signing key as IndexedDB keeps it for all tabs of this browser. */
export class BrowserSigningKeys implements SigningKeys {
  async support(): Promise<'supported' | 'no-ed25519' | 'no-storage'> {
    try {
      await makeKey();
    } catch {
      return 'no-ed25519';
    }
    try {
      (await openKeys()).close();
      return 'supported';
    } catch {
      return 'no-storage';
    }
  }

  async find(): Promise<SigningKey | undefined> {
    let database: IDBPDatabase<SigningSchema>;
    try {
      database = await openKeys();
    } catch (error) {
      // Where nothing is kept, signing was never turned on.
      if (isBlocked(error)) return undefined;
      throw unreadable(error);
    }
    try {
      const record = readRecord(await database.get('keys', KEY));
      return record?.isOn === true ? record : undefined;
    } catch (error) {
      throw unreadable(error);
    } finally {
      database.close();
    }
  }

  async turnOn(): Promise<SigningKey> {
    const kept = await this.#change((record) => (record === undefined ? undefined : { ...record, isOn: true }));
    return kept ?? this.renew();
  }

  async renew(): Promise<SigningKey> {
    const made = { ...(await makeKey()), isOn: true };
    await this.#change(() => made);
    return made;
  }

  async turnOff(): Promise<void> {
    await this.#change((record) => (record === undefined ? undefined : { ...record, isOn: false }));
  }

  /** Puts what `change` makes of the record; nothing where that is undefined. A record that can't be read counts as none. */
  async #change(change: (record: KeyRecord | undefined) => KeyRecord | undefined): Promise<KeyRecord | undefined> {
    const database = await openKeys().catch((error: unknown) => {
      throw new GalleyError('storage-blocked', 'The browser keeps no signing key', { cause: error });
    });
    try {
      const transaction = database.transaction('keys', 'readwrite', { durability: 'strict' });
      const parsed = v.safeParse(recordSchema, await transaction.store.get(KEY));
      const next = change(parsed.success ? parsed.output : undefined);
      if (next !== undefined) await transaction.store.put(next, KEY);
      // A record of another form would fail every commit.
      else if (!parsed.success) await transaction.store.delete(KEY);
      await transaction.done;
      return next;
    } finally {
      database.close();
    }
  }
}

async function openKeys(): Promise<IDBPDatabase<SigningSchema>> {
  return openDB<SigningSchema>(NAME, VERSION, {
    upgrade(database) {
      database.createObjectStore('keys');
    },
    blocking(_current, _blocked, event) {
      if (event.target instanceof IDBDatabase) event.target.close();
    },
  });
}

async function makeKey(): Promise<SigningKey> {
  const pair = await crypto.subtle.generateKey(ALGORITHM, false, ['sign', 'verify']);
  if (!('privateKey' in pair)) throw new GalleyError('unsupported', 'The browser made no pair of keys');
  return {
    privateKey: pair.privateKey,
    publicKey: new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey)),
  };
}

function readRecord(value: unknown): KeyRecord | undefined {
  return value === undefined ? undefined : v.parse(recordSchema, value);
}

function isBlocked(error: unknown): boolean {
  const name = error instanceof Error || error instanceof DOMException ? error.name : '';
  return ['ReferenceError', 'SecurityError', 'InvalidStateError', 'NotAllowedError'].includes(name);
}

function unreadable(cause: unknown): GalleyError {
  return new GalleyError('signing-failed', 'The signing key can not be read', { cause });
}
