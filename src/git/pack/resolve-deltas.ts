import { GalleyError } from '#base';
import type { Oid } from '../git-client.ts';
import type { PackBytes } from './pack-bytes.ts';
import type { ObjectTable, ObjectType } from './object-table.ts';
import type { PackKernel } from './pack-kernel.ts';
import type { PackMemory } from './pack-memory.ts';
import type { PendingDelta } from './pack-reader.ts';
import type { ObjectVisitor } from './shown-object.ts';

/** An object from outside of the pack that a delta is made on; undefined when it is not here. */
export type LoadBase = (oid: Oid) => Promise<{ readonly type: ObjectType; readonly content: Uint8Array } | undefined>;

interface DeltaWork {
  readonly kernel: PackKernel;
  readonly memory: PackMemory;
  readonly pack: PackBytes;
  /** Where the last entry of the pack ends. */
  readonly end: number;
  readonly table: ObjectTable;
  readonly deltas: readonly PendingDelta[];
  readonly visit: ObjectVisitor;
  readonly objectBytes: number;
  readonly loadBase?: LoadBase;
}

interface Resolved {
  readonly type: ObjectType;
  readonly content: Uint8Array;
}

/**
 * Makes every object that the pack holds as a delta, each once, from its base outwards, holding no more than one chain of
 * bases at a time. Throws `corrupt` when a base is missing or a delta does not fit it.
 */
export async function resolveDeltas(work: DeltaWork): Promise<void> {
  if (work.deltas.length === 0) return;
  const { table } = work;
  const byOffset = new Map<number, PendingDelta[]>();
  const byOid = new Map<Oid, PendingDelta[]>();
  for (const delta of work.deltas) {
    if (typeof delta.base === 'number') push(byOffset, delta.base, delta);
    else push(byOid, delta.base, delta);
  }
  const childrenOf = (index: number): readonly PendingDelta[] => {
    const ofs = byOffset.get(table.offsets[index] ?? -1);
    const oid = byOid.size === 0 ? undefined : table.oid(index);
    const ref = oid === undefined ? undefined : byOid.get(oid);
    if (oid !== undefined && ref !== undefined) byOid.delete(oid);
    return ofs === undefined ? (ref ?? []) : ref === undefined ? ofs : [...ofs, ...ref];
  };

  let resolved = 0;
  const follow = (roots: readonly PendingDelta[], base: Resolved): void => {
    const open: { readonly children: readonly PendingDelta[]; readonly base: Resolved; next: number }[] = [
      { children: roots, base, next: 0 },
    ];
    for (let top = open.at(-1); top !== undefined; top = open.at(-1)) {
      const child = top.children[top.next];
      top.next += 1;
      if (child === undefined) {
        open.pop();
        continue;
      }
      const made = makeFromDelta(work, child.index, top.base);
      resolved += 1;
      const children = childrenOf(child.index);
      if (children.length > 0)
        open.push({ children, base: { type: top.base.type, content: made.kept ?? made.view.slice() }, next: 0 });
    }
  };

  const whole = Uint8Array.from(table.types, (type) => (type === 0 ? 0 : 1));
  for (let index = 0; index < table.count; index += 1) {
    if (whole[index] === 0) continue;
    const children = childrenOf(index);
    if (children.length > 0) follow(children, { type: table.typeOf(index), content: inflateEntry(work, index) });
  }
  if (work.loadBase !== undefined) {
    const missing = Array.from(byOid);
    for (const [oid, children] of missing) {
      if (!byOid.delete(oid)) continue;
      const base = await work.loadBase(oid);
      if (base !== undefined) follow(children, base);
    }
  }
  if (resolved < work.deltas.length)
    throw new GalleyError('corrupt', 'A delta of the pack has no base', {
      data: { missing: work.deltas.length - resolved },
    });
}

function push<Key>(map: Map<Key, PendingDelta[]>, key: Key, delta: PendingDelta): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [delta]);
  else list.push(delta);
}

/** The inflated bytes of an entry that is no delta, as a copy. */
function inflateEntry(work: DeltaWork, index: number): Uint8Array {
  const { memory, table } = work;
  const size = table.sizes[index] ?? 0;
  const data = dataOf(work, index);
  const from = memory.largeScratch(data.length + size);
  const to = from + data.length;
  inflate(work, { index, data, from, to });
  return memory.view(to, size).slice();
}

/** An object that was made: a view that holds until the next is made, and the copy that was kept of it, if one was. */
interface Made {
  readonly view: Uint8Array;
  readonly kept: Uint8Array | undefined;
}

/** Makes the object of a delta entry, hashes it and shows it. */
function makeFromDelta(work: DeltaWork, index: number, base: Resolved): Made {
  const { kernel, memory, table, visit, objectBytes } = work;
  const deltaSize = table.sizes[index] ?? 0;
  const data = dataOf(work, index);
  const used = data.length + deltaSize + base.content.length;
  const from = memory.largeScratch(used);
  const deltaAt = from + data.length;
  inflate(work, { index, data, from, to: deltaAt });
  const size = kernel.deltaResultSize(deltaAt, deltaSize);
  if (size < 0) throw new GalleyError('corrupt', 'A delta has no readable header', { data: { index } });
  if (size > objectBytes)
    throw new GalleyError('too-large', 'An object is larger than this tab may hold', { data: { bytes: size } });
  memory.largeScratch(used + size);
  const baseAt = deltaAt + deltaSize;
  memory.view(baseAt, base.content.length).set(base.content);
  const to = baseAt + base.content.length;
  if (kernel.applyDelta(baseAt, base.content.length, deltaAt, deltaSize, to) !== size) {
    throw new GalleyError('corrupt', 'A delta does not fit its base', { data: { index } });
  }
  table.types[index] = base.type;
  memory.hash(base.type, to, size, table.oidBytes(index));
  const shown = memory.show({ type: base.type, address: to, size }, table.oid(index));
  return { view: shown.content, kept: visit(shown) };
}

/** The zlib data of an entry. */
function dataOf({ pack, table, end }: DeltaWork, index: number): Uint8Array {
  return pack.read(table.dataOffsets[index] ?? 0, table.offsets[index + 1] ?? end);
}

interface Inflation {
  readonly index: number;
  readonly data: Uint8Array;
  readonly from: number;
  readonly to: number;
}

/** Puts `data` at `from` and what it inflates to at `to`. */
function inflate({ kernel, memory, table }: DeltaWork, { index, data, from, to }: Inflation): void {
  memory.view(from, data.length).set(data);
  if (kernel.inflate(from, from + data.length, to, table.sizes[index] ?? 0) < 0)
    throw new GalleyError('corrupt', 'An object of the pack does not inflate', { data: { index } });
}
