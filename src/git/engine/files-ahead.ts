import type { Oid, TransferOptions } from '../git-client.ts';
import type { ServerCapabilities } from '../wire/index.ts';
import { depthOne } from './download-branch.ts';
import { connect, download, withPack } from './download.ts';
import { fillRows, wholeListing } from './listing.ts';
import type { Repository } from './repository.ts';
import { FIRST_TITLES, showTitles } from './show-titles.ts';
import { isWireFailure } from './wire-failure.ts';

/** Larger files, pictures mostly, must not keep the titles waiting. */
const SMALL_FILES = 'blob:limit=100k';
/** The list gets titles again each time that there are so many times more. */
const NEXT_TITLES = 8;

/**
 * The small files of a first clone, all in one pack: asked for as soon as the folders have come, so that they are on their
 * way while those are read and listed. What does not come this way, for whatever reason, `fill` asks for.
 */
export class FilesAhead<Row> {
  readonly #repository: Repository<Row>;
  readonly #controller = new AbortController();
  /** Whether the folders are kept; what comes before it is known waits. */
  readonly #cloned: Promise<boolean>;
  #settle: (isCloned: boolean) => void = () => undefined;
  #coming: Promise<void> = Promise.resolve();
  #titles = FIRST_TITLES;
  #onProgress: TransferOptions['onProgress'];

  constructor(repository: Repository<Row>) {
    this.#repository = repository;
    this.#cloned = new Promise((resolve) => {
      this.#settle = resolve;
    });
  }

  start(tip: Oid, capabilities: ServerCapabilities): void {
    this.#coming = this.#repository.parts.locks
      .transfer(() => this.#bring(tip, capabilities))
      .catch((error: unknown) => {
        // What did not come `fill` asks for, and tells why where it does not come again.
        if (!isWireFailure(error)) reportError(error);
      });
  }

  /** Says that the folders are kept: from now on what comes can be. */
  cloned(): void {
    this.#settle(true);
  }

  giveUp(): void {
    this.#settle(false);
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

  async #bring(tip: Oid, capabilities: ServerCapabilities): Promise<void> {
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
      after: this.#cloned,
      onRows: (rows) => this.#showSome(rows),
    });
    if (!(await this.#cloned)) return;
    await repository.exclusively(async () => {
      const record = repository.mustGetRecord();
      const packs = withPack(record.packs, got);
      repository.objects.use(packs, [got]);
      const listing = fillRows(await repository.listing(), got.rows, repository.parts.isPost);
      const { files } = wholeListing(listing);
      const missing = await repository.objects.missing(new Set(files.map(({ oid }) => oid)));
      const filling = missing.length > 0 || !(listing.patch ?? listing.base).complete;
      await repository.update({
        record: { ...record, version: record.version + 1, packs, filling },
        objects: got.objects,
        listing,
      });
    });
  }

  async #showSome(rows: ReadonlyMap<Oid, Row>): Promise<void> {
    if (rows.size < this.#titles) return;
    this.#titles = rows.size * NEXT_TITLES;
    const repository = this.#repository;
    await repository.exclusively(() => showTitles(repository, rows));
  }
}
