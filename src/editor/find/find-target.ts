import type { Unsubscribe } from '#base';

/** A stretch of text that is searched on its own: a text block, or the whole source. */
export interface FindText {
  /** Where it begins, in the target's own positions. */
  readonly start: number;
  readonly text: string;
}

/** A place that was found, in the target's own positions. */
export interface FoundPlace {
  readonly from: number;
  readonly to: number;
  /** What the pattern's groups hold, the whole match first. */
  readonly groups: readonly string[];
}

export interface Replacement {
  readonly place: FoundPlace;
  readonly insert: string;
}

/** An editor as finding sees it. */
export interface FindTarget {
  readTexts(): readonly FindText[];
  /** Where the search begins: the start of the selection. */
  position(): number;
  selectedText(): string;
  /** Marks the places, the one at `active` more than the others, until the next call. They move along with edits. */
  mark(places: readonly FoundPlace[], active: number): void;
  /** Scrolls the place into sight and selects it, without taking the focus. */
  reveal(place: FoundPlace): void;
  /** Replaces all of them in one step that undo takes back. */
  replace(replacements: readonly Replacement[]): void;
  focus(): void;
  /** Called on each change of the text, while the key is still handled. */
  subscribe(listener: () => void): Unsubscribe;
}

/** Stands in the text of a block for what is no text: pictures, breaks, locked source. Nothing that holds it is found. */
export const notText = '\u{FFFC}';
