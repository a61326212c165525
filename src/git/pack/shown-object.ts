import type { Oid } from '../git-client.ts';
import type { ObjectType } from './object-table.ts';

/** An object of a pack; `content` is a view that holds only while it is shown. */
export interface ShownObject {
  readonly type: ObjectType;
  readonly oid: Oid;
  readonly content: Uint8Array;
  /** Of a file: whether it is UTF-8. */
  readonly isUtf8: boolean;
}

/** Called once for each object. Returns the copy of its content that it keeps, if it keeps one. */
export type ObjectVisitor = (object: ShownObject) => Uint8Array | undefined;
