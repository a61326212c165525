import type { DraftStore } from '#drafts';
import type { RepositoryStore } from '#git/engine';
import type { BrowserStorage } from './fault-site.ts';

/** What becomes of the write at which the browser is killed. */
export type LastWrite = 'kept' | 'torn' | 'dropped';

export interface KillPlan {
  /** The write, counted from 1, at which all ends. */
  readonly at: number;
  readonly lastWrite: LastWrite;
}

type StoreUpdate = Parameters<RepositoryStore['update']>[0];
type ArrivingPack = Awaited<ReturnType<RepositoryStore['beginPack']>>;

/**
 * A browser's storage that dies at one write: it is kept, dropped or torn (half of a pack's bytes, half of the objects of
 * a step whose record is then the old one), and after it every read and write fails, as for a tab that is no more. What
 * was kept stays in `storage`.
 */
export class KillableStorage implements BrowserStorage {
  readonly store: RepositoryStore;
  readonly drafts: DraftStore;
  #writes = 0;
  #plan: KillPlan | undefined;
  #isDead = false;

  constructor(storage: BrowserStorage, plan?: KillPlan) {
    this.#plan = plan;
    this.store = this.#wrapStore(storage.store);
    this.drafts = this.#wrapDrafts(storage.drafts);
  }

  /** Writes so far. */
  get writes(): number {
    return this.#writes;
  }

  get isDead(): boolean {
    return this.#isDead;
  }

  /** Dies at the write after `more` others, or at once. */
  kill(plan: KillPlan | 'now'): void {
    if (plan === 'now') this.#isDead = true;
    else this.#plan = { at: this.#writes + plan.at, lastWrite: plan.lastWrite };
  }

  #wrapStore(inner: RepositoryStore): RepositoryStore {
    return {
      durable: inner.durable,
      readRecord: () => this.#read(() => inner.readRecord()),
      readListing: (branch) => this.#read(() => inner.readListing(branch)),
      readObject: (oid) => this.#read(() => inner.readObject(oid)),
      objectIds: () => this.#read(() => inner.objectIds()),
      freeBytes: () => this.#read(() => inner.freeBytes()),
      openPack: (name) => this.#read(() => inner.openPack(name)),
      update: (step) => this.#write({ whole: () => inner.update(step), half: () => tearUpdate(inner, step) }),
      beginPack: async () => this.#wrapPack(await this.#write({ whole: () => inner.beginPack() })),
      sweep: () => this.#write({ whole: () => inner.sweep() }),
      remove: () => this.#write({ whole: () => inner.remove() }),
    };
  }

  #wrapPack(inner: ArrivingPack): ArrivingPack {
    return {
      name: inner.name,
      append: (bytes) => {
        if (this.#dies()) {
          const { lastWrite } = this.#plan ?? { lastWrite: 'dropped' };
          if (lastWrite !== 'dropped') inner.append(lastWrite === 'kept' ? bytes : firstHalf(bytes));
          throw new Error('killed');
        }
        inner.append(bytes);
      },
      read: (from, to) => {
        if (this.#isDead) throw new Error('killed');
        return inner.read(from, to);
      },
      // Whoever dies lets go of the file.
      close: () => inner.close(),
      writeIndex: (index) =>
        this.#write({ whole: () => inner.writeIndex(index), half: () => inner.writeIndex(firstHalf(index)) }),
    };
  }

  #wrapDrafts(inner: DraftStore): DraftStore {
    const { history } = inner;
    return {
      history: {
        read: (path) => this.#read(() => history.read(path)),
        record: (path, step) => this.#write({ whole: () => history.record(path, step) }),
        discard: (path, step, from) => this.#write({ whole: () => history.discard(path, step, from) }),
        discarded: () => this.#read(() => history.discarded()),
        expire: (now) => this.#write({ whole: () => history.expire(now) }),
      },
      get: (path) => this.#read(() => inner.get(path)),
      list: () => this.#read(() => inner.list()),
      put: (draft) => this.#write({ whole: () => inner.put(draft) }),
      update: (path, change) => this.#write({ whole: () => inner.update(path, change) }),
      delete: (path, only) => this.#write({ whole: () => inner.delete(path, only) }),
      files: {
        get: (path) => this.#read(() => inner.files.get(path)),
        list: () => this.#read(() => inner.files.list()),
        putDeletion: (draft, mayReplace) => this.#write({ whole: () => inner.files.putDeletion(draft, mayReplace) }),
        addImage: (draft, bytes) => this.#write({ whole: () => inner.files.addImage(draft, bytes) }),
        bytes: (path) => this.#read(() => inner.files.bytes(path)),
      },
      subscribe: (listener) => inner.subscribe(listener),
    };
  }

  async #read<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.#isDead) throw new Error('killed');
    return work();
  }

  async #write<Result>(write: {
    readonly whole: () => Promise<Result>;
    readonly half?: () => Promise<unknown>;
  }): Promise<Result> {
    if (!this.#dies()) return write.whole();
    if (this.#plan?.lastWrite === 'kept') await write.whole();
    if (this.#plan?.lastWrite === 'torn') await write.half?.();
    throw new Error('killed');
  }

  /** Counts a write; true for the one at which all ends. */
  #dies(): boolean {
    if (this.#isDead) throw new Error('killed');
    this.#writes += 1;
    if (this.#plan === undefined || this.#writes < this.#plan.at) return false;
    this.#isDead = true;
    return true;
  }
}

async function tearUpdate(inner: RepositoryStore, { expectedVersion, objects = [] }: StoreUpdate): Promise<void> {
  const record = await inner.readRecord();
  if (record === undefined) return;
  await inner.update({ expectedVersion, record, objects: objects.slice(0, Math.ceil(objects.length / 2)) });
}

function firstHalf(bytes: Uint8Array): Uint8Array {
  return bytes.subarray(0, bytes.length >> 1);
}
