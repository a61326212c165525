import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import { GalleyError, type Unsubscribe } from '#base';
import * as v from 'valibot';
import type { HostGrant } from './code-flow.ts';

/** What a host knows a person by. */
export interface KeptCredentials {
  readonly username: string;
  readonly password: string;
  /** Of a token that the host gave by a code: when it ends, and what gets the next one. */
  readonly grant?: HostGrant;
}

/** Credentials that outlive the tab, each for the one address that they were given for. */
export interface CredentialStore {
  /** Undefined where none are kept, or where what is kept can't be read as given for `address`. */
  get(address: string): Promise<KeptCredentials | undefined>;
  /** Throws `storage-blocked` where this browser keeps nothing. */
  put(address: string, credentials: KeptCredentials): Promise<void>;
  /** Forgets what is kept for `address`, key and all, and tells the other tabs. */
  remove(address: string): Promise<void>;
  /** The addresses for which something is kept. */
  addresses(): Promise<readonly string[]>;
  /** Runs `task` while no other tab runs one for `address`: what gets the next token can be used once. */
  exclusively<Result>(address: string, task: () => Promise<Result>): Promise<Result>;
  /** Calls `listener` when another tab forgot what was kept for `address`. */
  onRemoved(address: string, listener: () => void): Unsubscribe;
}

interface KeptSchema extends DBSchema {
  kept: {
    key: string;
    value: { readonly key: CryptoKey; readonly iv: Uint8Array<ArrayBuffer>; readonly data: ArrayBuffer };
  };
}

const databaseName = 'galley-sign-in';
const channelName = 'galley-sign-in';
const credentialsSchema = v.object({
  username: v.string(),
  password: v.string(),
  grant: v.exactOptional(v.object({ expires: v.nullable(v.number()), refresh: v.nullable(v.string()) })),
});

/**
 * Keeps credentials in IndexedDB, encrypted by AES-GCM with a key that scripts can use and not read, a new one each time. The address goes
 * into the seal: a record that is moved to another address does not open. Connections are closed at once, so that forgetting never waits.
 */
export function openCredentialStore(): CredentialStore {
  const encoder = new TextEncoder();
  const sealOf = (address: string, iv: Uint8Array<ArrayBuffer>) => ({
    name: 'AES-GCM',
    iv,
    additionalData: encoder.encode(address),
  });
  return {
    async get(address) {
      const record = await withDatabase((database) => database.get('kept', address));
      if (record === undefined) return undefined;
      try {
        const opened = await crypto.subtle.decrypt(sealOf(address, record.iv), record.key, record.data);
        return v.parse(credentialsSchema, JSON.parse(new TextDecoder().decode(opened)));
      } catch {
        // Sealed for another address, or damaged: the same as nothing kept.
        return undefined;
      }
    },
    async put(address, { username, password, grant }) {
      const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
      const iv = crypto.getRandomValues(new Uint8Array(12));
      const text = encoder.encode(JSON.stringify({ username, password, grant }));
      const data = await crypto.subtle.encrypt(sealOf(address, iv), key, text);
      await withDatabase((database) => database.put('kept', { key, iv, data }, address));
    },
    async remove(address) {
      await withDatabase((database) => database.delete('kept', address));
      const channel = new BroadcastChannel(channelName);
      channel.postMessage(address);
      channel.close();
    },
    addresses: () => withDatabase((database) => database.getAllKeys('kept')),
    async exclusively(address, task) {
      // Browsers that are somewhat older have none: then tabs that share a sign-in may have to ask for it again.
      const { locks } = navigator as { readonly locks?: LockManager };
      return locks === undefined ? task() : locks.request(`${databaseName} ${address}`, task);
    },
    onRemoved(address, listener) {
      const channel = new BroadcastChannel(channelName);
      channel.addEventListener('message', (event: MessageEvent<unknown>) => {
        if (event.data === address) listener();
      });
      return () => channel.close();
    },
  };
}

async function withDatabase<Result>(work: (database: IDBPDatabase<KeptSchema>) => Promise<Result>): Promise<Result> {
  try {
    const database = await openDB<KeptSchema>(databaseName, 1, {
      upgrade: (fresh) => void fresh.createObjectStore('kept'),
    });
    try {
      return await work(database);
    } finally {
      database.close();
    }
  } catch (thrown) {
    throw new GalleyError('storage-blocked', 'This browser keeps no sign-in', { cause: thrown });
  }
}
