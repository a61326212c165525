/** One text that the draft of a post had in this browser. Undo and the timeline lead back to it. */
export interface DraftMoment {
  /** Grows with time within a post. */
  readonly id: number;
  /** The moment that it was made from; null where nothing before it is kept. */
  readonly parent: number | null;
  /** Milliseconds since 1970. */
  readonly time: number;
  /** The whole file. */
  readonly text: string;
  /** When the draft was discarded with this text. */
  readonly discardedAt?: number;
  /** The blob that it was made from then; null for a new post. */
  readonly discardedFrom?: string | null;
}

/** What is kept of the drafts' past: bounded, and gone after 30 days. */
export interface DraftHistory {
  /** All moments of a post, oldest first. */
  read(path: string): Promise<readonly DraftMoment[]>;
  /** Says that the draft became `text` after it was `before`. A text that is kept already is kept once. */
  record(path: string, step: DraftStep): Promise<void>;
  /** Says that the draft, which was made from the blob `from`, was thrown away as `text`. */
  discard(path: string, step: DraftStep, from: string | null): Promise<void>;
  /** The moments at which drafts were discarded, newest first. */
  discarded(): Promise<readonly (DraftMoment & { readonly path: string })[]>;
  /** Forgets what is older than 30 days. */
  expire(now: number): Promise<void>;
}

export interface DraftStep {
  readonly before: string;
  readonly text: string;
  readonly time: number;
}
