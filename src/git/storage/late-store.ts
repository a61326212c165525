import type { RepositoryStore } from './repository-store.ts';

/** A store that is opened when it is first needed: opening the browser's for the first time takes longer than asking a remote. */
export class LateStore implements RepositoryStore {
  readonly #open: () => Promise<RepositoryStore>;
  #opening: Promise<RepositoryStore> | undefined;
  #durable = true;

  constructor(open: () => Promise<RepositoryStore>) {
    this.#open = open;
  }

  /** True also while it is not known yet. */
  get durable(): boolean {
    return this.#durable;
  }

  #store(): Promise<RepositoryStore> {
    this.#opening ??= this.#open().then((store) => {
      this.#durable = store.durable;
      return store;
    });
    return this.#opening;
  }

  async readRecord(): ReturnType<RepositoryStore['readRecord']> {
    return (await this.#store()).readRecord();
  }

  async readListing(branch?: string): ReturnType<RepositoryStore['readListing']> {
    return (await this.#store()).readListing(branch);
  }

  async readObject(oid: string): ReturnType<RepositoryStore['readObject']> {
    return (await this.#store()).readObject(oid);
  }

  async objectIds(): ReturnType<RepositoryStore['objectIds']> {
    return (await this.#store()).objectIds();
  }

  async update(step: Parameters<RepositoryStore['update']>[0]): ReturnType<RepositoryStore['update']> {
    return (await this.#store()).update(step);
  }

  async beginPack(): ReturnType<RepositoryStore['beginPack']> {
    return (await this.#store()).beginPack();
  }

  async openPack(name: string): ReturnType<RepositoryStore['openPack']> {
    return (await this.#store()).openPack(name);
  }

  async freeBytes(): ReturnType<RepositoryStore['freeBytes']> {
    return (await this.#store()).freeBytes();
  }

  async sweep(): ReturnType<RepositoryStore['sweep']> {
    return (await this.#store()).sweep();
  }

  async remove(): ReturnType<RepositoryStore['remove']> {
    return (await this.#store()).remove();
  }
}
