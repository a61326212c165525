import type { Data, Node } from 'mdast';

/**
 * Source that Galley shows but does not take apart, as a block of its own: raw HTML, shortcodes, definitions.
 * `kind` is a kebab-case noun ("html", "shortcode"); the text is the slice of the source that `position` names.
 */
export interface LockedBlock extends Node {
  type: 'lockedBlock';
  kind: string;
  /** Set where what stands inside is not Markdown, so that tags in it open and close nothing. */
  verbatim?: true;
  data?: Data | undefined;
}

/** The same inside a line of text: an HTML tag, a variable, inline math. */
export interface LockedInline extends Node {
  type: 'lockedInline';
  kind: string;
  data?: Data | undefined;
}

declare module 'mdast' {
  interface RootContentMap {
    lockedBlock: LockedBlock;
    lockedInline: LockedInline;
  }
  interface BlockContentMap {
    lockedBlock: LockedBlock;
  }
  interface PhrasingContentMap {
    lockedInline: LockedInline;
  }
}
