import { createHash } from 'node:crypto';
import { deflateSync, inflateSync } from 'node:zlib';

/** The types of objects as packs number them. */
const typeNames = ['', 'commit', 'tree', 'blob', 'tag'] as const;

export interface MemoryObject {
  readonly type: 1 | 2 | 3 | 4;
  readonly content: Buffer;
}

/** Objects by id, as a git server has them. */
export class ObjectStore {
  readonly #objects = new Map<string, MemoryObject>();

  add(type: MemoryObject['type'], content: Buffer): string {
    const oid = createHash('sha1').update(`${typeNames[type]} ${content.length}\0`).update(content).digest('hex');
    this.#objects.set(oid, { type, content });
    return oid;
  }

  has(oid: string): boolean {
    return this.#objects.has(oid);
  }

  mustGet(oid: string): MemoryObject {
    const found = this.#objects.get(oid);
    if (found === undefined) throw new Error(`no object ${oid}`);
    return found;
  }

  /** The commits `from` and their ancestors with all that their trees hold. The parents of a commit among `edges` do not count. */
  reachable(from: readonly string[], edges: ReadonlySet<string> = new Set()): Set<string> {
    const found = new Set(from);
    for (const oid of found) {
      const { type, content } = this.mustGet(oid);
      if (type === 2) for (const entry of readTree(content)) found.add(entry.oid);
      if (type !== 1) continue;
      const head = content.toString('latin1').split('\n\n')[0] ?? '';
      for (const [, kind, below = ''] of head.matchAll(/^(tree|parent) (\w+)/gm))
        if (kind === 'tree' || !edges.has(oid)) found.add(below);
    }
    return found;
  }

  /** A pack of whole objects. */
  pack(oids: Iterable<string>): Buffer {
    const objects = Array.from(oids, (oid) => this.mustGet(oid));
    const head = Buffer.alloc(12);
    head.write('PACK');
    head.writeUInt32BE(2, 4);
    head.writeUInt32BE(objects.length, 8);
    const body = Buffer.concat([
      head,
      ...objects.flatMap(({ type, content }) => [entryHeader(type, content.length), deflateSync(content)]),
    ]);
    return Buffer.concat([body, createHash('sha1').update(body).digest()]);
  }

  /** Takes in a pack of whole objects; throws when it is no such pack. */
  unpack(pack: Buffer): void {
    if (!createHash('sha1').update(pack.subarray(0, -20)).digest().equals(pack.subarray(-20)))
      throw new Error('bad pack');
    let at = 12;
    for (let left = pack.readUInt32BE(8); left > 0; left -= 1) {
      let byte = pack.readUInt8(at);
      const type = (byte >> 4) & 7;
      at += 1;
      while (byte >= 128) {
        byte = pack.readUInt8(at);
        at += 1;
      }
      if (type !== 1 && type !== 2 && type !== 3 && type !== 4) throw new Error('a delta in the pack');
      const content = inflateSync(pack.subarray(at));
      // The stream says nothing of its length: what it takes is what the same level of compression gives, or is looked for.
      at += streamLength(pack.subarray(at, -20), content);
      this.add(type, content);
    }
  }
}

export interface MemoryTreeEntry {
  readonly mode: string;
  readonly name: string;
  readonly oid: string;
}

export function readTree(content: Buffer): MemoryTreeEntry[] {
  const entries: MemoryTreeEntry[] = [];
  for (let at = 0; at < content.length;) {
    const space = content.indexOf(32, at);
    const end = content.indexOf(0, space);
    entries.push({
      mode: content.toString('latin1', at, space),
      name: content.toString('utf8', space + 1, end),
      oid: content.toString('hex', end + 1, end + 21),
    });
    at = end + 21;
  }
  return entries;
}

export function writeTree(entries: readonly MemoryTreeEntry[]): Buffer {
  const key = ({ mode, name }: MemoryTreeEntry): Buffer => Buffer.from(mode === '40000' ? `${name}/` : name);
  return Buffer.concat(
    entries
      .toSorted((a, b) => Buffer.compare(key(a), key(b)))
      .flatMap(({ mode, name, oid }) => [Buffer.from(`${mode} ${name}\0`), Buffer.from(oid, 'hex')]),
  );
}

function entryHeader(type: number, size: number): Buffer {
  const bytes = [(type << 4) | (size & 15)];
  for (let rest = size >> 4; rest > 0; rest >>= 7) {
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) | 128;
    bytes.push(rest & 127);
  }
  return Buffer.from(bytes);
}

/** A zlib stream ends with the Adler-32 of what it holds (RFC 1950), which is looked for behind the smallest stream there is. */
function streamLength(bytes: Buffer, content: Buffer): number {
  let [a, b] = [1, 0];
  for (const byte of content) {
    a = (a + byte) % 65_521;
    b = (b + a) % 65_521;
  }
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(b * 65_536 + a);
  for (let at = bytes.indexOf(sum, 3); at >= 0; at = bytes.indexOf(sum, at + 1)) {
    try {
      if (inflateSync(bytes.subarray(0, at + 4)).equals(content)) return at + 4;
    } catch {
      // The same four bytes inside of the stream: the end comes later.
    }
  }
  throw new Error('bad zlib stream');
}
