import { GalleyError } from '#base';
import type { Oid } from '../git-client.ts';
import type { PackBytes } from './pack-bytes.ts';
import type { ObjectTable, ObjectType } from './object-table.ts';
import { BEFORE_CONTENT, BEHIND_CONTENT, type PackKernel } from './pack-kernel.ts';
import { MOST_IN_BATCH, type PackMemory, type PlacedObject } from './pack-memory.ts';
import type { PendingDelta } from './pack-reader.ts';
import type { Keeps, ObjectVisitor } from './shown-object.ts';
import type { PackedObject } from './write-pack.ts';
import { HASH_SIZE } from '../hex.ts';

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
  readonly keeps: Keeps;
  readonly objectBytes: number;
  readonly loadBase?: LoadBase;
}

/** Objects wait to be hashed side by side until they have so many bytes together, so that a processor has them at hand still. */
const WAITING_BYTES = 1 << 18;
/** Of so few, one after the other is sooner done. */
const FEW = 3;

/** An object in the kernel's memory, which may be moved there. */
class MadeObject implements PackedObject {
  readonly #memory: PackMemory;
  readonly type: ObjectType;
  readonly size: number;
  address: number;
  readonly isKept: boolean;

  constructor(memory: PackMemory, { type, address, size }: Omit<PlacedObject, 'index'>, isKept: boolean) {
    this.#memory = memory;
    this.type = type;
    this.address = address;
    this.size = size;
    this.isKept = isKept;
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
 * kernel's memory as long as others are made from them, and those that are kept for good: fresh memory costs more than all
 * that is done with it. Throws `corrupt` when a base is missing or a delta does not fit it.
 */
export async function resolveDeltas(work: DeltaWork): Promise<void> {
  if (work.deltas.length > 0) await new DeltaResolver(work).resolve();
}

class DeltaResolver {
  readonly #work: DeltaWork;
  /** What is made on the object at an offset of the pack, and on one of an id. */
  readonly #onOffset = new Map<number, PendingDelta[]>();
  readonly #onOid = new Map<Oid, PendingDelta[]>();
  #resolved = 0;
  /** Where the next object goes, and the end of those that are kept. */
  #top: number;
  #keptEnd: number;
  /** Objects that stay where they are, whose ids are not known yet. */
  #waiting: { readonly index: number; readonly made: MadeObject }[] = [];
  #waitingBytes = 0;
  /** Those whose id turned out to be the base of others. */
  readonly #found: { readonly base: MadeObject; readonly deltas: readonly PendingDelta[] }[] = [];

  constructor(work: DeltaWork) {
    this.#work = work;
    this.#top = work.memory.free;
    this.#keptEnd = this.#top;
    for (const delta of work.deltas) {
      if (typeof delta.base === 'number') push(this.#onOffset, delta.base, delta);
      else push(this.#onOid, delta.base, delta);
    }
  }

  async resolve(): Promise<void> {
    const { table, deltas } = this.#work;
    const whole = Uint8Array.from(table.types, (type) => (type === 0 ? 0 : 1));
    for (let index = 0; index < table.count; index += 1) {
      if (whole[index] === 0) continue;
      const onIt = this.#onIndex(index);
      if (onIt.length > 0) this.#followAll(placeEntry(this.#work, index, this.#top), onIt);
    }
    await this.#resolveOnOthers();
    const missing = deltas.length - this.#resolved;
    if (missing > 0) throw new GalleyError('corrupt', 'A delta of the pack has no base', { data: { missing } });
  }

  /** Makes what is made on objects from outside of the pack. */
  async #resolveOnOthers(): Promise<void> {
    const { loadBase } = this.#work;
    if (loadBase === undefined) return;
    for (const oid of Array.from(this.#onOid.keys())) {
      // It may have been made meanwhile, or may be made of one that comes later.
      const base = this.#onOid.has(oid) ? await loadBase(oid) : undefined;
      if (base !== undefined) this.#followAll(place(this.#work, base, this.#top), this.#takeOn(oid));
    }
  }

  /** What is made on an object whose id is known. */
  #onIndex(index: number): readonly PendingDelta[] {
    const { table } = this.#work;
    const onOffset = this.#onOffset.get(table.offsets[index] ?? -1) ?? [];
    return this.#onOid.size === 0 ? onOffset : [...onOffset, ...this.#takeOn(table.oid(index))];
  }

  #takeOn(oid: Oid): readonly PendingDelta[] {
    const deltas = this.#onOid.get(oid) ?? [];
    this.#onOid.delete(oid);
    return deltas;
  }

  #followAll(root: MadeObject, deltas: readonly PendingDelta[]): void {
    this.#follow(root, deltas);
    this.#nameWaiting();
    for (let next = this.#found.pop(); next !== undefined; next = this.#found.pop()) {
      this.#follow(next.base, next.deltas);
      this.#nameWaiting();
    }
  }

  /** Makes what is made on `root`, on that, and so on. */
  #follow(root: MadeObject, deltas: readonly PendingDelta[]): void {
    const open: Branch[] = [];
    const leave = ({ base }: Branch): void => {
      open.pop();
      if (!base.isKept) this.#top = Math.max(base.address - BEFORE_CONTENT, this.#keptEnd);
    };
    if (!root.isKept) this.#put(root);
    open.push({ base: root, deltas, next: 0 });
    for (let branch = open.at(-1); branch !== undefined; branch = open.at(-1)) {
      const delta = branch.deltas[branch.next];
      branch.next += 1;
      if (delta === undefined) {
        leave(branch);
        continue;
      }
      const made = makeFromDelta(this.#work, { index: delta.index, base: branch.base, top: this.#top });
      this.#resolved += 1;
      const onIt = this.#name(delta.index, made);
      if (onIt.length === 0 && !made.isKept) continue;
      // What is made last on a base takes its place.
      if (branch.next === branch.deltas.length) leave(branch);
      this.#put(made);
      if (onIt.length > 0) open.push({ base: made, deltas: onIt, next: 0 });
      if (this.#waiting.length === MOST_IN_BATCH || this.#waitingBytes > WAITING_BYTES) this.#nameWaiting();
    }
  }

  /** Puts an object behind the others, with room around it for what goes into its hash. */
  #put(object: MadeObject): void {
    const address = this.#top + BEFORE_CONTENT;
    this.#work.memory.reach(address + object.size + BEHIND_CONTENT);
    object.moveTo(address);
    this.#top = address + object.size + BEHIND_CONTENT;
    if (object.isKept) this.#keptEnd = this.#top;
  }

  /** Names and shows an object, or has it wait where it stays. Gives what is made on it as far as that is known. */
  #name(index: number, made: MadeObject): readonly PendingDelta[] {
    const { memory, table } = this.#work;
    if (made.isKept) {
      this.#waiting.push({ index, made });
      this.#waitingBytes += made.size;
      return this.#onOffset.get(table.offsets[index] ?? -1) ?? [];
    }
    memory.hash(made, table.oidBytes(index));
    this.#show(index, made);
    return this.#onIndex(index);
  }

  #nameWaiting(): void {
    const { memory, table } = this.#work;
    const waiting = this.#waiting;
    [this.#waiting, this.#waitingBytes] = [[], 0];
    if (waiting.length < FEW) for (const { index, made } of waiting) memory.hash(made, table.oidBytes(index));
    else {
      const ids = memory.hashAll(waiting.map(({ made }) => made));
      for (const [place, { index }] of waiting.entries()) table.setId(index, ids, place * HASH_SIZE);
    }
    for (const { index, made } of waiting) {
      this.#show(index, made);
      const deltas = this.#onOid.size === 0 ? [] : this.#takeOn(table.oid(index));
      if (deltas.length > 0) this.#found.push({ base: made, deltas });
    }
  }

  #show(index: number, made: MadeObject): void {
    const { memory, table, visit } = this.#work;
    visit(memory.show(made, table.oid(index), made.isKept ? made : undefined));
  }
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
  return new MadeObject(memory, { type, address: top, size: content.length }, false);
}

/** The same for an entry that is no delta. */
function placeEntry(work: DeltaWork, index: number, top: number): MadeObject {
  const { memory, table } = work;
  const size = table.sizes[index] ?? 0;
  const data = dataOf(work, index);
  memory.reach(top + size + data.length);
  inflate(work, { index, data, from: top + size, to: top });
  return new MadeObject(memory, { type: table.typeOf(index), address: top, size }, false);
}

interface DeltaToMake {
  readonly index: number;
  readonly base: MadeObject;
  readonly top: number;
}

/** Makes the object of a delta entry somewhere behind `top`. */
function makeFromDelta(work: DeltaWork, { index, base, top }: DeltaToMake): MadeObject {
  const { kernel, memory, table, keeps, objectBytes } = work;
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
  table.types[index] = base.type;
  return new MadeObject(memory, { type: base.type, address, size }, keeps(base.type, size));
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
