import type { Oid } from '../git-client.ts';
import type { PackedObject } from './write-pack.ts';
import type { ObjectType } from './object-table.ts';

/** An object of a pack; `content` is a view that holds only while it is shown. */
export interface ShownObject {
  readonly type: ObjectType;
  readonly oid: Oid;
  readonly content: Uint8Array;
  /** Of a file: whether git would show it as text, with no NUL among the first 8,000 bytes. */
  readonly isText: boolean;
  /** Of a text: whether it is UTF-8. */
  readonly isUtf8: boolean;
  /** The object as it can be read later, where that was wanted of it. Its content may be a view of much more memory. */
  readonly kept: PackedObject | undefined;
}

/** Asked once for each object: whether it will be read later. */
export type Keeps = (type: ObjectType, size: number) => boolean;

/** Called once for each object. */
export type ObjectVisitor = (object: ShownObject) => void;
