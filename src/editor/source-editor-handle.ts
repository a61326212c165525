import type { Unsubscribe } from '#base';

/** What the screen around the source may see and ask of it while it is shown. All places are offsets of the whole file. */
export interface SourceEditorHandle {
  /** The file's text as it is now, free of charge. */
  text(): string;
  /** Where the cursor stands. */
  position(): number;
  /** Called after each change of the text or the selection, while the key is still handled: only note it, compute later. */
  subscribe(listener: () => void): Unsubscribe;
  /** Puts the cursor at `position`, shows it and gives the source the focus. */
  reveal(position: number): void;
  /** Selects from `from` to `to`, shows it and gives the source the focus. */
  select(from: number, to: number): void;
  focus(): void;
  /** Makes `text` the file; one step that undo takes back. Only what differs is replaced. */
  replace(text: string): void;
}
