import type { Oid } from '../git-client.ts';
import type { BranchRecord } from './branch-record.ts';

/** The types of objects as git numbers them in packs: commit, tree, blob, tag. */
export type StoredObjectType = 1 | 2 | 3 | 4;

/** One object that is in no pack: made here, or fetched with few others. `content` is without git's header. */
export interface StoredObject {
  readonly oid: Oid;
  readonly type: StoredObjectType;
  readonly content: Uint8Array;
  /** It came from the remote. */
  readonly fetched?: true;
}

/** A ref beside the branch: a branch of a review, or notes. While `local` and `remote` differ, the difference waits to be pushed. */
export interface KeptRef {
  /** The full name: "refs/notes/devtools/reviews". */
  readonly name: string;
  /** Its tip here; null once it is deleted here. */
  readonly local: Oid | null;
  /** Its tip on the remote as last seen: the lease of the next push. Null while the remote does not have it. */
  readonly remote: Oid | null;
  /** `lines`: its files are sets of lines, and two tips are joined by themselves. `none`: a branch, which people merge. */
  readonly merge: 'lines' | 'none';
  /** What the person's own copy of the repository was given of it. */
  readonly copy?: { readonly url: string; readonly tip: Oid };
}

/** Everything that says what the repository is. Small; always written whole. */
export interface RepositoryRecord extends BranchRecord {
  /** Counts up with every update. */
  readonly version: number;
  /** Commits here whose parents are not. */
  readonly shallow: readonly Oid[];
  /** Packs that count, newest last. */
  readonly packs: readonly string[];
  /** Refs beside the branch, in the order of their names. */
  readonly refs: readonly KeptRef[];
  /** The other branches that were opened here. In the store, the record itself is of the branch that was cloned first. */
  readonly others: readonly BranchRecord[];
}

/** A pack on its way into the store, under a name that no other has. It can be opened when it has its index, and counts when a record names it. */
export interface ArrivingPack {
  readonly name: string;
  append(bytes: Uint8Array): void;
  /** The bytes from `from` up to, not including, `to`, of those that were appended; holds until the next call. */
  read(from: number, to: number): Uint8Array;
  /** Says that no more bytes come, and none are read this way. What has no index then is swept. */
  close(): Promise<void>;
  /** Writes the index of the closed pack, as git writes it. */
  writeIndex(index: Uint8Array): Promise<void>;
}

/** A pack that is kept: its index whole, and its bytes by range, so that reading one post does not load the rest. */
export interface OpenedPack {
  readonly name: string;
  readonly index: Uint8Array;
  /** Bytes of the pack file. */
  readonly size: number;
  /** Little is read as soon as much. */
  readonly isInMemory?: true;
  /** The bytes from `from` up to, not including, `to`. */
  read(from: number, to: number): Promise<Uint8Array> | Uint8Array;
}

/** A step from one state of the repository to the next. */
export interface StoreUpdate {
  /** The version that the step was made from; null for a repository that is not there yet. */
  readonly expectedVersion: number | null;
  readonly record: RepositoryRecord;
  readonly objects?: readonly StoredObject[];
  /** Replaces the kept listing or one part of it; a base that comes alone drops the patch. */
  readonly listing?: Partial<StoredListing>;
  /** The branch that the listing is of; absent for the one that was cloned first. */
  readonly listingOf?: string;
}

/** The two parts of a listing, each any value that structured cloning takes: a base that may be large, and a patch to it. */
export interface StoredListing {
  readonly base: unknown;
  readonly patch: unknown;
}

/**
 * Keeps one repository.
 *
 * Isolation: `update` is atomic and durable: when it resolves to true, all of it will be read after a crash at any time,
 * and when it throws or resolves to false, nothing of it ever will. It resolves to false, and writes nothing, when the
 * record's version is not the expected one: of two writers from one version, one wins. A read sees one state whole.
 * A pack is written before the update that names it; one that no record names does not count and is swept.
 * Failures: `out-of-storage` when the browser's quota is used up, `corrupt` when what is kept can't be read.
 */
export interface RepositoryStore {
  /** False when everything goes with this tab. */
  readonly durable: boolean;
  readRecord(): Promise<RepositoryRecord | undefined>;
  /**
   * The listing of the last updates that had one, both parts as they were given and from one state; undefined where there is
   * none. `branch` is absent for the branch that was cloned first.
   */
  readListing(branch?: string): Promise<StoredListing>;
  readObject(oid: Oid): Promise<StoredObject | undefined>;
  /** The ids of all objects that `readObject` gives. */
  objectIds(): Promise<readonly Oid[]>;
  update(step: StoreUpdate): Promise<boolean>;
  /** Opens a place for a pack. Whoever begins one closes it. */
  beginPack(): Promise<ArrivingPack>;
  /** Throws `corrupt` when the pack is not there. */
  openPack(name: string): Promise<OpenedPack>;
  /** How many bytes there is room for, as far as the browser tells; infinite where it does not. */
  freeBytes(): Promise<number>;
  /** Deletes packs that the record does not name, but those that are arriving. */
  sweep(): Promise<void>;
  /** Deletes the repository whole. */
  remove(): Promise<void>;
}
