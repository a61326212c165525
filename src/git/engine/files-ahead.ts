import type { Oid, TransferOptions } from '../git-client.ts';
import type { TreeListing } from '../tree-listing.ts';
import type { ServerCapabilities } from '../wire/index.ts';
import { depthOne } from './download-branch.ts';
import { connect, download, withPack, type Downloaded } from './download.ts';
import { fillRows, headOf, wholeListing, type KeptListing } from './listing.ts';
import type { Repository } from './repository.ts';
import { FIRST_TITLES } from './show-titles.ts';
import { isWireFailure } from './wire-failure.ts';

/** Larger files, pictures mostly, must not keep the titles waiting. */
const SMALL_FILES = 'blob:limit=100k';
/** Titles are shown again each time that there are so many times more, and so many milliseconds have passed. */
const NEXT_TITLES = 10;
const NEXT_SHOWN = 1000;
/** So many milliseconds the tab has to ask for what it was told of, before more bytes keep this thread busy. */
const TAB_ASKS_WITHIN = 20;

interface Asked {
  readonly tip: Oid;
  readonly capabilities: ServerCapabilities;
}

/**
 * The small files of a first clone, all in one pack: asked for as soon as the folders begin to come, so that they are on
 * their way while those are read and listed. Their titles are shown as they come, and kept with their files. What does not
 * come this way, for whatever reason, `fill` asks for.
 */
export class FilesAhead<Row> {
  readonly #repository: Repository<Row>;
  readonly #controller = new AbortController();
  /** The list of the folders, when it is shown; what comes before that waits. Undefined when it never will be. */
  readonly #folders: Promise<KeptListing<Row> | undefined>;
  #settle: (folders: KeptListing<Row> | undefined) => void = () => undefined;
  #ask: (what: Asked | undefined) => void = () => undefined;
  readonly #coming: Promise<void>;
  #whole: Promise<TreeListing<Row>> | undefined;
  #titles = FIRST_TITLES;
  #shownAt = 0;
  #tabAsked: () => void = () => undefined;
  #shown: KeptListing<Row> | undefined;
  #onProgress: TransferOptions['onProgress'];

  /** Makes ready to ask: a lock takes the browser its time, which is over when the folders begin to come. Ends with `shown` or `giveUp`. */
  constructor(repository: Repository<Row>) {
    this.#repository = repository;
    this.#folders = new Promise((resolve) => {
      this.#settle = resolve;
    });
    const asked = new Promise<Asked | undefined>((resolve) => {
      this.#ask = resolve;
    });
    this.#coming = repository.parts.locks
      .transfer(async () => {
        const what = await asked;
        if (what !== undefined) await this.#bring(what);
      })
      .catch((error: unknown) => {
        // What did not come `fill` asks for, and tells why where it does not come again.
        if (!isWireFailure(error)) reportError(error);
      })
      .finally(() => {
        this.#shown = undefined;
        // A commit may need it when there is no network any more.
        repository.parts.rows.summariser().catch(() => undefined);
      });
  }

  /** Asks for the files of the commit `tip`. */
  start(tip: Oid, capabilities: ServerCapabilities): void {
    this.#ask({ tip, capabilities });
  }

  /** Says that the folders are shown: from now on titles can be. They are kept when the step that keeps the folders is done. */
  shown(folders: KeptListing<Row>): void {
    this.#ask(undefined);
    this.#settle(folders);
  }

  giveUp(): void {
    this.#ask(undefined);
    this.#settle(undefined);
    this.#controller.abort();
  }

  /** Resolves when nothing more will come; what came is kept then. */
  async finish({ signal, onProgress }: TransferOptions): Promise<void> {
    this.#onProgress = onProgress;
    const cancel = (): void => this.giveUp();
    signal?.addEventListener('abort', cancel);
    if (signal?.aborted === true) cancel();
    await this.#coming;
    signal?.removeEventListener('abort', cancel);
  }

  /** Tells the tab of a list, and waits until it has asked for that: more bytes would keep this thread busy. */
  async tellTab(tell: () => Promise<void>): Promise<void> {
    const asked = new Promise<void>((resolve) => {
      // The list goes first.
      this.#tabAsked = () => setTimeout(resolve);
      setTimeout(resolve, TAB_ASKS_WITHIN);
    });
    await tell();
    await asked;
  }

  /** Says that the tab gets the list that it was told of. */
  listGiven(): void {
    this.#tabAsked();
  }

  /** The list with the titles that have come and are not kept yet. */
  withTitles(kept: KeptListing<Row>): KeptListing<Row> {
    return this.#shown !== undefined && headOf(this.#shown) === headOf(kept) ? this.#shown : kept;
  }

  async #bring({ tip, capabilities }: Asked): Promise<void> {
    const repository = this.#repository;
    const connection = connect(repository, {
      signal: this.#controller.signal,
      onProgress: (progress) => this.#onProgress?.(progress),
    });
    const got = await download(repository, connection, {
      wants: [tip],
      ...depthOne(capabilities),
      filter: SMALL_FILES,
      capabilities,
      after: this.#folders,
      onRows: (rows) => (this.#isTimeToShow(rows) ? this.#show(rows) : undefined),
      onRead: (rows) => this.#show(rows),
    });
    await repository.exclusively(async () => {
      if (!this.#controller.signal.aborted) await this.#keep(got);
    });
  }

  #isTimeToShow(rows: ReadonlyMap<Oid, Row>): boolean {
    return rows.size >= this.#titles && this.#repository.parts.clock.now() >= this.#shownAt + NEXT_SHOWN;
  }

  async #show(rows: ReadonlyMap<Oid, Row>): Promise<void> {
    const { clock, isPost } = this.#repository.parts;
    this.#titles = rows.size * NEXT_TITLES;
    this.#shownAt = clock.now();
    const folders = await this.#folders;
    if (folders === undefined || this.#controller.signal.aborted) return;
    this.#whole ??= wholeListing(folders);
    const listing = await this.#whole;
    this.#shown = fillRows({ kept: folders, listing, rows, isPost });
    await this.tellTab(() => this.#repository.announce());
  }

  async #keep(got: Downloaded<Row>): Promise<void> {
    const repository = this.#repository;
    const { isPost } = repository.parts;
    const record = repository.mustGetRecord();
    const packs = withPack(record.packs, got);
    repository.objects.use(packs, [got]);
    const kept = await repository.listing();
    const shown = this.withTitles(kept);
    const whole = await wholeListing(kept);
    const listing = shown === kept ? fillRows({ kept, listing: whole, rows: got.rows, isPost }) : shown;
    const missing = await repository.objects.missing(new Set(whole.files.map(({ oid }) => oid)));
    const filling = missing.length > 0 || !(listing.patch ?? listing.base).complete;
    await repository.update({
      record: { ...record, version: record.version + 1, packs, filling },
      objects: got.objects,
      listing,
    });
  }
}
