/** The checks, in the order in which they are offered. */
export const problemKinds = [
  'missing-alt',
  'broken-image',
  'broken-link',
  'empty-link',
  'skipped-heading',
  'missing-footnote',
  'unused-footnote',
  'long-sentence',
] as const;

export type ProblemKind = (typeof problemKinds)[number];

/** What can be done about a problem at once. */
export type ProblemFix =
  | { readonly kind: 'unlink' }
  /** Makes the heading one of that level. */
  | { readonly kind: 'level'; readonly level: number };

/** One thing in a document that is probably not meant so. */
export interface Problem {
  readonly kind: ProblemKind;
  readonly from: number;
  readonly to: number;
  /** What it is about: the address, the footnote's label, the heading's text. */
  readonly subject: string;
  readonly fix?: ProblemFix;
}
