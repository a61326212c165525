import type { Oid } from '../git-client.ts';
import { loadPackKernel, PackReader, PackScratch, writePackIndex } from '../pack/index.ts';
import type { RepositoryStore } from '../storage/index.ts';

/** What was learnt of a pack while it passed. */
export interface PackReading<Row> {
  /** The name under which the store has it. It does not count before a record names it. */
  readonly packName: string;
  /** What the summariser made of each blob that looks like text. */
  readonly rows: ReadonlyMap<Oid, Row>;
}

export interface PackReadingParts<Row> {
  readonly store: RepositoryStore;
  readonly summarise: (content: Uint8Array) => Row;
}

/** A longer text is summarised when it is listed, if it is a post at all. */
const LARGEST_TEXT = 2 << 20;
const BLOB = 3;

/** Takes a pack in as it arrives: one pass that checks, hashes, summarises and indexes it. */
export class PackIntake<Row> {
  readonly #parts: PackReadingParts<Row>;
  readonly #reader: PackReader;
  readonly #rows: Map<Oid, Row>;

  private constructor(parts: PackReadingParts<Row>, reader: PackReader, rows: Map<Oid, Row>) {
    this.#parts = parts;
    this.#reader = reader;
    this.#rows = rows;
  }

  static async start<Row>(parts: PackReadingParts<Row>): Promise<PackIntake<Row>> {
    const rows = new Map<Oid, Row>();
    const reader = new PackReader(await loadPackKernel(), ({ type, oid, content }) => {
      if (type === BLOB && content.length <= LARGEST_TEXT && looksLikeText(content))
        rows.set(oid, parts.summarise(content));
    });
    return new PackIntake(parts, reader, rows);
  }

  get progress(): PackReader['progress'] {
    return this.#reader.progress;
  }

  append(chunk: Uint8Array): void {
    this.#reader.append(chunk);
  }

  /** Checks that the pack is whole, and writes it with its index to the store. */
  async finish(): Promise<PackReading<Row>> {
    const { table, pack, checksum } = await this.#reader.finish();
    const body = writePackIndex(
      table,
      Uint8Array.from(checksum.match(/../g) ?? [], (hex) => Number.parseInt(hex, 16)),
    );
    const index = new Uint8Array(body.length + 20);
    index.set(body);
    index.set(new PackScratch(await loadPackKernel()).sha1(body), body.length);
    const packName = `pack-${checksum}`;
    await this.#parts.store.writePack({ name: packName, pack, index });
    return { packName, rows: this.#rows };
  }
}

/** The same for a pack that is there whole. */
export async function readPack<Row>(pack: Uint8Array, parts: PackReadingParts<Row>): Promise<PackReading<Row>> {
  const intake = await PackIntake.start(parts);
  intake.append(pack);
  return intake.finish();
}

/** Git's own test: no NUL among the first 8,000 bytes. */
function looksLikeText(content: Uint8Array): boolean {
  const nul = content.indexOf(0);
  return nul < 0 || nul >= 8000;
}
