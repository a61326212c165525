import type { Oid } from '../git-client.ts';
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
}

/** Called once for each object. Returns the copy of its content that it keeps, if it keeps one. */
export type ObjectVisitor = (object: ShownObject) => Uint8Array | undefined;
