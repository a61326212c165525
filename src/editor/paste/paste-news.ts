/** What the person should know of something that was just pasted or dropped. */
export type PasteNews =
  /** `name` begins the sentence; `reason` is one of its own. */
  | { readonly kind: 'refused'; readonly name: string; readonly reason: string }
  /** Text was taken for Markdown. `keepPlain` puts it in as it was. */
  | { readonly kind: 'formatted'; readonly keepPlain: () => void }
  /** The offer does not hold any more: the text was changed. */
  | { readonly kind: 'over' };
