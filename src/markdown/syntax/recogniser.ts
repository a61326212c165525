import type { CloserIndex } from './closer-index.ts';

/** What a recogniser looks at: the whole source, and where in it closing markers stand. */
export interface SourceView {
  readonly source: string;
  readonly closers: CloserIndex;
}

/**
 * Looks at `offset` of the source and answers where the construct that begins there ends, or undefined when there is none.
 * Answers must take time bounded by the construct (or by a constant), so that a text full of openers stays linear.
 */
export type Match = (view: SourceView, offset: number) => number | undefined;

/** A construct that stands on lines of its own. The rest of its last line must be blank, which the tokenizer checks. */
export interface BlockForm {
  readonly kind: string;
  /** The characters that it can begin with. */
  readonly starts: string;
  readonly match: Match;
  /** Whether it may follow a paragraph without a blank line between. */
  readonly interrupts: boolean;
  /** Whether its inside is text that must not be read as Markdown: it then runs to its end, or to the end of its container. */
  readonly verbatim?: true;
  /** Whether it can only begin in the first column outside lists and quotes. */
  readonly topLevel?: true;
  /** Whether CommonMark's own constructs for the same character are tried first. */
  readonly last?: true;
}

/** A construct inside a line of text. */
export interface InlineForm {
  readonly kind: string;
  readonly starts: string;
  readonly match: Match;
  readonly last?: true;
}

/** One syntax that Markdown itself does not have. */
export interface Recogniser {
  readonly blocks: readonly BlockForm[];
  readonly inlines: readonly InlineForm[];
}

/** A match by a sticky expression, whose last index is the end. */
export function matchPattern(pattern: RegExp): Match {
  return ({ source }, offset) => {
    pattern.lastIndex = offset;
    return pattern.test(source) ? pattern.lastIndex : undefined;
  };
}
