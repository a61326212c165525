/** A way of opening and saving Markdown, as the benchmark sees it. */
export interface EditorOfMarkdown {
  readonly name: string;
  open(text: string): OpenedMarkdown;
}

/** One opened text. */
export interface OpenedMarkdown {
  /** How many places a word can be inserted at. */
  readonly places: number;
  /** The text as it would be saved, or null when that is refused. */
  save(): string | null;
  /** The same with the word "galley" at the end of the text at `place`. */
  saveWithWord(place: number): string | null;
}
