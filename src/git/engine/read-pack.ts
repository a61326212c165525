import type { Oid } from '../git-client.ts';
import {
  completePack,
  fromHex,
  loadPackKernel,
  PackReader,
  PackScratch,
  sha1,
  writePackIndex,
  type LoadBase,
  type PackedObject,
  type PackKernel,
} from '../pack/index.ts';
import type { RepositoryStore, StoredObject } from '../storage/index.ts';

/** What was learnt of a pack while it passed. */
export interface PackReading<Row> {
  /** The name under which the store has it; undefined for a pack of so few objects that they are kept one by one. It does not count before a record names it. */
  readonly packName: string | undefined;
  /** The objects of such a small pack. */
  readonly objects: readonly StoredObject[];
  /** What the summariser made of each blob that looks like text. */
  readonly rows: ReadonlyMap<Oid, Row>;
  /** The commits and folders that passed, so that they need not be read again at once. */
  readonly passed: ReadonlyMap<Oid, PackedObject>;
}

/** Makes a row of a text's bytes. */
export type Summarise<Row> = (content: Uint8Array) => Row;

export interface PackReadingParts<Row> {
  readonly store: RepositoryStore;
  readonly summariser: () => Promise<Summarise<Row>>;
  /** Gives the objects that a thin pack leaves to the receiver. */
  readonly loadBase?: LoadBase;
}

/** A longer text is summarised when it is listed, if it is a post at all. */
const LARGEST_TEXT = 2 << 20;
/** A pack of fewer objects is not kept as a pack, as git's own `fetch.unpackLimit` has it. */
const FEW_OBJECTS = 100;
const FEW_BYTES = 4 << 20;
const MOST_PASSED_BYTES = 64 << 20;
const BLOB = 3;

/** Takes a pack in as it arrives: one pass that checks, hashes, summarises and indexes it. `append`, then `read`, then `keep`. */
export class PackIntake<Row> {
  readonly #parts: PackReadingParts<Row>;
  readonly #reader: PackReader;
  readonly #summarise: Summarise<Row>;
  readonly #bases = new Map<Oid, PackedObject>();
  readonly #rows = new Map<Oid, Row>();
  readonly #passed = new Map<Oid, PackedObject>();
  #whole: Awaited<ReturnType<PackReader['finish']>> | undefined;
  #few: StoredObject[] | undefined = [];
  #fewBytes = 0;
  #passedBytes = 0;

  private constructor(parts: PackReadingParts<Row>, summarise: Summarise<Row>, kernel: PackKernel) {
    this.#parts = parts;
    this.#summarise = summarise;
    this.#reader = new PackReader(kernel, (object) => this.#take(object));
  }

  static async start<Row>(parts: PackReadingParts<Row>): Promise<PackIntake<Row>> {
    const [summarise, kernel] = await Promise.all([parts.summariser(), loadPackKernel()]);
    return new PackIntake(parts, summarise, kernel);
  }

  get progress(): PackReader['progress'] {
    return this.#reader.progress;
  }

  /** What the summariser made of the texts that have passed. */
  get rows(): ReadonlyMap<Oid, Row> {
    return this.#rows;
  }

  /** The commits and folders that have passed. */
  get passed(): ReadonlyMap<Oid, PackedObject> {
    return this.#passed;
  }

  append(chunk: Uint8Array): void {
    this.#reader.append(chunk);
  }

  /** Reads the pack to its end and checks that it is whole. */
  async read(): Promise<void> {
    const { loadBase } = this.#parts;
    this.#whole = await this.#reader.finish(
      loadBase === undefined
        ? undefined
        : async (oid) => {
            const base = await loadBase(oid);
            if (base !== undefined) this.#bases.set(oid, base);
            return base;
          },
    );
  }

  /** Writes the pack with its index to the store, unless it is small. */
  async keep(): Promise<PackReading<Row>> {
    const read = this.#whole;
    if (read === undefined) throw new TypeError('The pack is not read yet');
    const learnt = { rows: this.#rows, passed: this.#passed };
    if (this.#few !== undefined) return { packName: undefined, objects: this.#few, ...learnt };
    const missing = Array.from(this.#bases, ([oid, base]) => ({ ...base, id: fromHex(oid) }));
    const whole =
      missing.length === 0
        ? read
        : await completePack(
            { pack: read.pack, table: read.table, bases: missing },
            new PackScratch(await loadPackKernel()),
          );
    const checksum = whole.pack.slice(whole.pack.length - 20);
    const index = writePackIndex(whole.table, checksum);
    const name = `pack-${Array.from(checksum, (byte) => byte.toString(16).padStart(2, '0')).join('')}`;
    await this.#parts.store.writePack({ name, pack: whole.pack, index: await sealed(index) });
    return { packName: name, objects: [], ...learnt };
  }

  #take({ type, oid, content }: PackedObject & { readonly oid: Oid }): void {
    if (type === BLOB && content.length <= LARGEST_TEXT && looksLikeText(content))
      this.#rows.set(oid, this.#summarise(content));
    if (type !== BLOB && this.#passedBytes < MOST_PASSED_BYTES) {
      this.#passed.set(oid, { type, content: content.slice() });
      this.#passedBytes += content.length;
    }
    if (this.#few === undefined) return;
    this.#fewBytes += content.length;
    if (this.progress.totalObjects >= FEW_OBJECTS || this.#fewBytes > FEW_BYTES) this.#few = undefined;
    else this.#few.push({ oid, type, content: content.slice(), fetched: true });
  }
}

/** The index with the checksum of itself at its end. */
async function sealed(body: Uint8Array): Promise<Uint8Array> {
  const index = new Uint8Array(body.length + 20);
  index.set(body);
  index.set(await sha1(body), body.length);
  return index;
}

/** The same for a pack that is there whole. */
export async function readPack<Row>(pack: Uint8Array, parts: PackReadingParts<Row>): Promise<PackReading<Row>> {
  const intake = await PackIntake.start(parts);
  intake.append(pack);
  await intake.read();
  return intake.keep();
}

/** Git's own test: no NUL among the first 8,000 bytes. */
function looksLikeText(content: Uint8Array): boolean {
  return !content.subarray(0, 8000).includes(0);
}
