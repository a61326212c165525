import type { Problem, ProblemKind } from '#editor';
import { assertNever } from '#base';

/** What each check looks for, as a person turns it on and off. */
export const checkNames: Readonly<Record<ProblemKind, string>> = {
  'missing-alt': 'Pictures without a description',
  'broken-image': 'Pictures that are not in the repository',
  'broken-link': 'Links that lead nowhere',
  'empty-link': 'Links without an address',
  'skipped-heading': 'Headings that leave out a level',
  'missing-footnote': 'Footnote marks without a footnote',
  'unused-footnote': 'Footnotes without a mark',
  'long-sentence': 'Sentences of more than 40 words',
};

export interface ProblemWords {
  /** What is wrong, in a few words. */
  readonly title: string;
  /** What it is about. */
  readonly subject: string;
  /** The button that mends it. */
  readonly fix?: string;
}

/** A problem in words. */
export function describeProblem({ kind, subject, fix }: Problem): ProblemWords {
  return {
    title: titles[kind],
    subject: subjectOf(kind, subject),
    ...(fix === undefined ? {} : { fix: fixWords(fix) }),
  };
}

const titles: Readonly<Record<ProblemKind, string>> = {
  'missing-alt': 'Picture without a description',
  'broken-image': 'Picture not in the repository',
  'broken-link': 'Link leads nowhere',
  'empty-link': 'Link without an address',
  'skipped-heading': 'Heading leaves out a level',
  'missing-footnote': 'Mark without a footnote',
  'unused-footnote': 'Footnote without a mark',
  'long-sentence': 'Long sentence',
};

function subjectOf(kind: ProblemKind, subject: string): string {
  switch (kind) {
    case 'missing-footnote':
    case 'unused-footnote':
      return `[^${subject}]`;
    case 'long-sentence':
      return `${subject} words`;
    case 'missing-alt':
    case 'broken-image':
    case 'broken-link':
    case 'empty-link':
    case 'skipped-heading':
      return subject;
    default:
      return assertNever(kind);
  }
}

function fixWords(fix: NonNullable<Problem['fix']>): string {
  return fix.kind === 'unlink' ? 'Remove link' : `Make it heading ${fix.level}`;
}
