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
  /** Gives the object as it can be read later. Its content may be a view of much more memory. */
  readonly keep: () => PackedObject;
}

/** Called once for each object. */
export type ObjectVisitor = (object: ShownObject) => void;
