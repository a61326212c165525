import type { CalloutLook } from '../callout.ts';

/** What became of a piece: on both sides, only in the later version, or only in the earlier one. */
export type Change = 'same' | 'added' | 'removed';

/** How text looks. A link is only marked as one: a difference is read, not followed. */
export type ShownMark =
  | { readonly kind: 'bold' | 'italic' | 'strike' | 'code' }
  | { readonly kind: 'link'; readonly href: string };

/** A stretch of a line of text, or what stands in one. */
export type InlineDiff =
  | {
      readonly kind: 'text';
      readonly change: Change;
      readonly text: string;
      readonly marks: readonly ShownMark[];
    }
  | { readonly kind: 'image'; readonly change: Change; readonly src: string; readonly alt: string }
  /** Source that is not taken apart; `label` says what it is. */
  | { readonly kind: 'locked'; readonly change: Change; readonly label: string; readonly source: string }
  | { readonly kind: 'break'; readonly change: Change };

/** One line of code or source, without its line end. */
export interface LineChange {
  readonly change: Change;
  readonly text: string;
}

/**
 * What became of a block. `changed`: pieces inside differ. A moved block stands twice: `moved-from` where it was, as it was, and
 * `moved-to` where it is now, with what changed inside. Only in these two `move` is a number, the same for both.
 */
export interface Fate {
  readonly change: 'same' | 'changed' | 'added' | 'removed' | 'moved-from' | 'moved-to';
  readonly move: number | null;
}

/** A block of a post with what changed inside. Everything inside a block that is `added`, `removed` or `moved-from` is `same`. */
export interface BlockDiff extends Fate {
  readonly shown: ShownBlock;
}

export interface ItemDiff extends Fate {
  /** Null for an item that is no task. */
  readonly checked: boolean | null;
  readonly wasChecked: boolean | null;
  readonly blocks: readonly BlockDiff[];
}

export interface CellDiff {
  readonly change: Change;
  readonly align: string | null;
  readonly content: readonly InlineDiff[];
}

export interface RowDiff extends Fate {
  readonly isHeader: boolean;
  readonly cells: readonly CellDiff[];
}

/** A block as readers see it. What begins with `was` is the earlier version's, equal where it did not change. */
export type ShownBlock =
  /** A paragraph has level 0. */
  | {
      readonly kind: 'text';
      readonly level: number;
      readonly wasLevel: number;
      readonly content: readonly InlineDiff[];
    }
  | { readonly kind: 'quote'; readonly blocks: readonly BlockDiff[] }
  | {
      readonly kind: 'callout';
      readonly look: CalloutLook;
      readonly title: string;
      readonly wasTitle: string;
      readonly blocks: readonly BlockDiff[];
    }
  /** `start` is null for a list without numbers. */
  | {
      readonly kind: 'list';
      readonly start: number | null;
      readonly wasStart: number | null;
      readonly items: readonly ItemDiff[];
    }
  | {
      readonly kind: 'code';
      readonly info: string;
      readonly wasInfo: string;
      readonly lines: readonly LineChange[];
    }
  | { readonly kind: 'table'; readonly rows: readonly RowDiff[] }
  | { readonly kind: 'locked'; readonly label: string; readonly lines: readonly LineChange[] }
  | { readonly kind: 'rule' };
