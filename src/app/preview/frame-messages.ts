/** A picture for an address in the preview: its bytes, an address to load it from, or words in its place. */
export type FramePicture =
  | { readonly kind: 'blob'; readonly address: string; readonly blob: Blob }
  | { readonly kind: 'address'; readonly address: string; readonly url: string }
  | { readonly kind: 'words'; readonly address: string; readonly words: string };

/** What the page tells the preview's frame. All HTML in it is clean already. */
export type FrameOrder =
  | {
      readonly kind: 'show';
      readonly page: string;
      readonly pieces: readonly { readonly block: number; readonly html: string }[];
      readonly styles: readonly string[];
      readonly sheets: readonly string[];
      readonly language: string | null;
    }
  | { readonly kind: 'pictures'; readonly pictures: readonly FramePicture[] }
  /** Scrolls so that this block, counted with the part of it that is above, is at the top. */
  | { readonly kind: 'scroll'; readonly block: number };

/** What the frame tells the page: that it listens, and where a person scrolled to. */
export type FrameReport = { readonly kind: 'ready' } | { readonly kind: 'scrolled'; readonly block: number };
