import { toStoredBase } from '../kept-listing.ts';
import type { ListingAnswer } from '../protocol/messages.ts';
import type { StoreUpdate } from '../storage/index.ts';
import { BaseForTab } from './base-for-tab.ts';
import { listAnew } from './list-branch.ts';
import { headOf, readKeptListing, type KeptListing } from './listing.ts';
import type { Repository } from './repository.ts';

/** The list of the files of a branch. */
export interface NamedListing<Row> {
  readonly branch: string;
  readonly listing: KeptListing<Row>;
}

/** The list of the branch that is worked on: read once, made anew where none is kept, and given to the tab as far as it lacks it. */
export class BranchList<Row> {
  readonly #repository: Repository<Row>;
  readonly #forTab = new BaseForTab();
  #listing: KeptListing<Row> | undefined;
  /** The list of a version of the record while it is read. */
  #reading: { readonly version: number; readonly listing: Promise<KeptListing<Row>> } | undefined;
  /** The base that the store has of a branch, as far as it was read or written here. */
  #storedBase: { readonly branch: string; readonly id: string } | undefined;

  constructor(repository: Repository<Row>) {
    this.#repository = repository;
  }

  /** What the store has of a branch, its bytes at hand for the tab; undefined where it has nothing that can be read. */
  async readStored(beside: string | undefined): Promise<KeptListing<Row> | undefined> {
    try {
      const kept = await readKeptListing<Row>(this.#repository.parts.store, beside);
      return kept !== undefined && (await this.#forTab.readAhead(kept.base)) ? kept : undefined;
    } catch {
      return undefined;
    }
  }

  /** Takes what was read of the branch while its record was, for that record alone. */
  begin(early: Promise<KeptListing<Row> | undefined>): void {
    const listing = this.#read(early);
    // A failure is met where the list is asked for.
    listing.catch(() => undefined);
    this.#reading = { version: this.#repository.mustGetRecord().version, listing };
  }

  /** The list at the branch's head. */
  async get(): Promise<KeptListing<Row>> {
    const { head, version } = this.#repository.mustGetRecord();
    if (this.#listing !== undefined && headOf(this.#listing) === head) return this.#listing;
    if (this.#reading?.version !== version) this.#reading = { version, listing: this.#read() };
    const reading = this.#reading;
    try {
      const listing = await reading.listing;
      if (this.#repository.record?.version === version) this.#listing = listing;
      return listing;
    } finally {
      if (this.#reading === reading) this.#reading = undefined;
    }
  }

  /** Takes the list that goes with the record from now on. */
  set(listing: KeptListing<Row>): void {
    this.#listing = listing;
  }

  /** The record has changed without a list to go with it. */
  forget(): void {
    this.#listing = undefined;
  }

  /** The list for the tab: without the base that it has already, and else with its bytes. */
  async forTab(shown: KeptListing<Row>, knownBase: string | undefined): Promise<ListingAnswer<Row> | undefined> {
    const given = await this.#forTab.give(shown.base, knownBase);
    return given === undefined ? undefined : { base: given, patch: shown.patch };
  }

  async makeAnew(): Promise<void> {
    this.#listing = await listAnew(this.#repository);
  }

  /** What the store has to get of a list. The base is large, and mostly there already. */
  toStore({ branch, listing: { base, patch } }: NamedListing<Row>): NonNullable<StoreUpdate['listing']> {
    const isStored = this.#storedBase?.branch === branch && this.#storedBase.id === base.id;
    return isStored ? { patch } : { base: toStoredBase(base), patch };
  }

  /** Says what the store has; nothing of it any more, if undefined. */
  isStored(listed: NamedListing<Row> | undefined): void {
    this.#storedBase = listed === undefined ? undefined : { branch: listed.branch, id: listed.listing.base.id };
  }

  /** Stores a list that had to be made anew, so that the next tab need not. */
  async keep(): Promise<void> {
    const repository = this.#repository;
    if ((await this.get()).base.id === this.#storedBase?.id) return;
    await repository.exclusively(async () => {
      const record = repository.mustGetRecord();
      const listing = await this.get();
      if (listing.base.id === this.#storedBase?.id) return;
      await repository.update({ record: { ...record, version: record.version + 1 }, listing }, 'quietly');
    });
  }

  async #read(early?: Promise<KeptListing<Row> | undefined>): Promise<KeptListing<Row>> {
    const repository = this.#repository;
    const { branch, head } = repository.mustGetRecord();
    let kept = await early;
    // Another tab may have gone on between the record and its list.
    if (kept === undefined || headOf(kept) !== head) kept = await this.readStored(repository.besideFirst(branch));
    // What can't be read is made anew, whatever the reason.
    if (kept === undefined || headOf(kept) !== head) return listAnew(repository);
    this.#storedBase = { branch, id: kept.base.id };
    return kept;
  }
}
