import type { Draft } from './draft-store.ts';

/** An image that is not committed yet. Its bytes are asked for by `FileDrafts.bytes`, so that a list of drafts stays small. */
export interface ImageDraft {
  readonly kind: 'image';
  readonly path: string;
  /** The blob that it takes the place of; null for a new file. */
  readonly baseOid: string | null;
  /** The blob id of its bytes; null where the browser can not compute one. */
  readonly oid: string | null;
  /** Media type, by what the bytes begin with. */
  readonly type: string;
  readonly size: number;
  /** Milliseconds since 1970. */
  readonly updatedAt: number;
}

/** A file that is to go with the next commit. */
export interface DeletionDraft {
  readonly kind: 'deleted';
  readonly path: string;
  /** The blob that was seen when it was deleted. */
  readonly baseOid: string;
  readonly updatedAt: number;
  /** Where its content is from now on, when the file is renamed. */
  readonly renamedTo?: string;
}

/** A draft of a file whose new state is no text. A path has one draft: this or a `Draft`, whichever came last. */
export type FileDraft = ImageDraft | DeletionDraft;

/** Whether a draft is the one that was read before: no other came in its place. */
export function isSameFileDraft(one: FileDraft | undefined, other: FileDraft): boolean {
  return one?.kind === other.kind && one.updatedAt === other.updatedAt;
}

/** Drafts of one repository that are no text. What resolved is durable, bytes included. */
export interface FileDrafts {
  get(path: string): Promise<FileDraft | undefined>;
  /** By path. */
  list(): Promise<readonly FileDraft[]>;
  /**
   * Keeps a deletion, which takes the place of any draft of the path; false, and nothing is written, when `mayReplace` says no to
   * the text that is there, in one step that no other tab can come between. `mayReplace` may run more than once.
   */
  putDeletion(draft: DeletionDraft, mayReplace?: (stored: Draft | undefined) => boolean): Promise<boolean>;
  /** Keeps an image; false, and nothing is written, when the path has a draft already, perhaps of another tab. */
  addImage(draft: ImageDraft, bytes: Uint8Array): Promise<boolean>;
  /** What an image draft holds; undefined when there is none. */
  bytes(path: string): Promise<Uint8Array | undefined>;
}
