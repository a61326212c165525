import type { Unsubscribe } from '#base';
import type { FileDraft, FileDrafts } from './file-draft.ts';
import type { DraftHistory } from './draft-moment.ts';

/** Unsaved work on one path, kept in this browser until it is published or discarded. */
export interface Draft {
  readonly path: string;
  /** The whole file as it would be committed. */
  readonly text: string;
  /** The blob that the draft was made from; null for a new post. */
  readonly baseOid: string | null;
  /** Milliseconds since 1970. */
  readonly updatedAt: number;
  /** Set when the editor's document could not be written as text: the document as JSON, and why. `text` is then the last text that could. */
  readonly unwritten?: { readonly document: unknown; readonly reason: string };
  /** The name that the post had when the draft was begun, where it was renamed since. */
  readonly formerPath?: string;
}

/** Drafts of one repository: texts here, all else in `files`. A resolved `put` is durable. Other tabs' writes are announced too. */
export interface DraftStore {
  /** What the drafts were before. */
  readonly history: DraftHistory;
  get(path: string): Promise<Draft | undefined>;
  list(): Promise<readonly Draft[]>;
  put(draft: Draft): Promise<void>;
  /**
   * Puts what `change` makes of the stored text, or deletes that when it is null, in one step that no other tab can come
   * between. `change` may run more than once.
   */
  update(path: string, change: (stored: Draft | undefined) => Draft | null): Promise<void>;
  /**
   * Ends the draft of the path, whatever it is of. Of the file draft `only` it ends just that: what another tab has put in
   * its place stays, in one step that no other tab can come between.
   */
  delete(path: string, only?: FileDraft): Promise<void>;
  readonly files: FileDrafts;
  subscribe(listener: (path: string) => void): Unsubscribe;
}
