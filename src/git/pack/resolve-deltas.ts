import { GalleyError } from '#base';
import type { Oid } from '../git-client.ts';
import type { PackBytes } from './pack-bytes.ts';
import type { ObjectTable, ObjectType } from './object-table.ts';
import type { PackKernel } from './pack-kernel.ts';
import type { PackMemory, PlacedObject } from './pack-memory.ts';
import type { PendingDelta } from './pack-reader.ts';
import type { ObjectVisitor } from './shown-object.ts';
import type { PackedObject } from './write-pack.ts';

/** An object from outside of the pack that a delta is made on; undefined when it is not here. */
export type LoadBase = (oid: Oid) => Promise<PackedObject | undefined>;

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

/** An object in the kernel's memory, which may be moved there. */
class MadeObject implements PackedObject {
  readonly #memory: PackMemory;
  readonly type: ObjectType;
  readonly size: number;
  address: number;
  isKept = false;

  constructor(memory: PackMemory, { type, address, size }: Omit<PlacedObject, 'index'>) {
    this.#memory = memory;
    this.type = type;
    this.address = address;
    this.size = size;
  }

  get content(): Uint8Array {
    return this.#memory.view(this.address, this.size);
  }

  moveTo(address: number): void {
    if (address === this.address) return;
    this.#memory.move(this.address, this.size, address);
    this.address = address;
  }
}

/** What is made on a base, as far as it is made. */
interface Branch {
  readonly base: MadeObject;
  readonly deltas: readonly PendingDelta[];
  next: number;
}

/**
 * Makes every object that the pack holds as a delta, each once, from its base outwards. They lie one behind the other in the
 * kernel's memory as long as others are made from them, and those that the visitor keeps for good: fresh memory costs more than all
 * that is done with it. Throws `corrupt` when a base is missing or a delta does not fit it.
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
  // Where the next object goes, and the end of those that are kept.
  let top = work.memory.free;
  let kept = top;
  const follow = (children: readonly PendingDelta[], root: MadeObject): void => {
    const open: Branch[] = [];
    const add = (base: MadeObject, deltas: readonly PendingDelta[]): void => {
      base.moveTo(top);
      top += base.size;
      if (base.isKept) kept = top;
      if (deltas.length > 0) open.push({ base, deltas, next: 0 });
    };
    const leave = ({ base }: Branch): void => {
      open.pop();
      if (!base.isKept) top = Math.max(base.address, kept);
    };
    add(root, children);
    for (let branch = open.at(-1); branch !== undefined; branch = open.at(-1)) {
      const delta = branch.deltas[branch.next];
      branch.next += 1;
      if (delta === undefined) {
        leave(branch);
        continue;
      }
      const made = makeFromDelta(work, { index: delta.index, base: branch.base, top });
      resolved += 1;
      const deltas = childrenOf(delta.index);
      if (deltas.length === 0 && !made.isKept) continue;
      // What is made last on a base takes its place.
      if (branch.next === branch.deltas.length) leave(branch);
      add(made, deltas);
    }
  };

  const whole = Uint8Array.from(table.types, (type) => (type === 0 ? 0 : 1));
  for (let index = 0; index < table.count; index += 1) {
    if (whole[index] === 0) continue;
    const children = childrenOf(index);
    if (children.length > 0) follow(children, placeEntry(work, index, top));
  }
  if (work.loadBase !== undefined) {
    for (const oid of Array.from(byOid.keys())) {
      // It may have been made meanwhile, or may be made of one that comes later.
      const base = byOid.has(oid) ? await work.loadBase(oid) : undefined;
      const children = byOid.get(oid);
      if (base === undefined || children === undefined) continue;
      byOid.delete(oid);
      follow(children, place(work, base, top));
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

/** Puts an object from outside of the pack at `top`. */
function place({ memory }: DeltaWork, { type, content }: PackedObject, top: number): MadeObject {
  memory.reach(top + content.length);
  memory.view(top, content.length).set(content);
  return new MadeObject(memory, { type, address: top, size: content.length });
}

/** The same for an entry that is no delta. */
function placeEntry(work: DeltaWork, index: number, top: number): MadeObject {
  const { memory, table } = work;
  const size = table.sizes[index] ?? 0;
  const data = dataOf(work, index);
  memory.reach(top + size + data.length);
  inflate(work, { index, data, from: top + size, to: top });
  return new MadeObject(memory, { type: table.typeOf(index), address: top, size });
}

interface DeltaToMake {
  readonly index: number;
  readonly base: MadeObject;
  readonly top: number;
}

/** Makes the object of a delta entry somewhere behind `top`, hashes it and shows it. */
function makeFromDelta(work: DeltaWork, { index, base, top }: DeltaToMake): MadeObject {
  const { kernel, memory, table, visit, objectBytes } = work;
  const deltaSize = table.sizes[index] ?? 0;
  const data = dataOf(work, index);
  const deltaAt = top + data.length;
  const address = deltaAt + deltaSize;
  memory.reach(address);
  inflate(work, { index, data, from: top, to: deltaAt });
  const size = kernel.deltaResultSize(deltaAt, deltaSize);
  if (size < 0) throw new GalleyError('corrupt', 'A delta has no readable header', { data: { index } });
  if (size > objectBytes)
    throw new GalleyError('too-large', 'An object is larger than this tab may hold', { data: { bytes: size } });
  memory.reach(address + size);
  if (kernel.applyDelta(base.address, base.size, deltaAt, deltaSize, address) !== size) {
    throw new GalleyError('corrupt', 'A delta does not fit its base', { data: { index } });
  }
  const made = new MadeObject(memory, { type: base.type, address, size });
  table.types[index] = base.type;
  memory.hash(base.type, address, size, table.oidBytes(index));
  const keep = (): PackedObject => {
    made.isKept = true;
    return made;
  };
  visit(memory.show(made, table.oid(index), keep));
  return made;
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
