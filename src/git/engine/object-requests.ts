import type { Oid } from '../git-client.ts';
import { withPack } from './download.ts';
import { fetchObjects } from './fetch-objects.ts';
import type { Repository } from './repository.ts';

/** Ids of so many objects go in one request. */
const MOST_OBJECTS = 1000;

/** Fetches objects that are missing here, one request at a time: what is asked for meanwhile goes together in the next. */
export class ObjectRequests<Row> {
  readonly #repository: Repository<Row>;
  readonly #waiting = new Set<Oid>();
  #running: Promise<unknown> = Promise.resolve();

  constructor(repository: Repository<Row>) {
    this.#repository = repository;
  }

  /** Resolves when the object is here. Throws `not-found` when the remote has none of that id, or what the wire throws. */
  async bring(oid: Oid): Promise<void> {
    this.#waiting.add(oid);
    const mine = this.#running.then(() => this.#bringWaiting(oid));
    this.#running = mine.catch(() => undefined);
    await mine;
  }

  async #bringWaiting(oid: Oid): Promise<void> {
    // The request before took it along.
    if (!this.#waiting.has(oid)) return;
    const oids = [...this.#waiting].slice(0, MOST_OBJECTS);
    if (!oids.includes(oid)) oids.push(oid);
    try {
      await this.#bringAll(oids);
      for (const one of oids) this.#waiting.delete(one);
    } catch (error) {
      // One that the remote does not have must not keep the others from coming: they ask again, each for itself.
      this.#waiting.delete(oid);
      if (oids.length === 1) throw error;
      await this.#bringAll([oid]);
    }
  }

  async #bringAll(oids: readonly Oid[]): Promise<void> {
    const repository = this.#repository;
    await repository.parts.locks.transfer(async () => {
      const got = await fetchObjects(repository, oids);
      await repository.exclusively(async () => {
        const record = repository.mustGetRecord();
        const packs = withPack(record.packs, got);
        await repository.update(
          { record: { ...record, version: record.version + 1, packs }, objects: got.objects },
          'quietly',
        );
      });
    });
  }
}
