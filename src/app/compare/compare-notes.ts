import type { LineSpan } from '#content';
import type { ReactNode } from 'react';

/** What people say about places of the later text of a comparison. */
export interface CompareNotes {
  /** The lines of the later file below which notes stand, each once. */
  readonly lines: readonly number[];
  /** The notes of these lines. */
  readonly draw: (lines: readonly number[]) => ReactNode;
  /** Begins a note on lines of the later file; absent where nobody can. */
  readonly onDiscuss?: (lines: LineSpan) => void;
  /** Begins a note on a field. */
  readonly onDiscussField?: (field: { readonly name: string; readonly value: string }) => void;
}

/** The notes' lines that are within `span`. */
export function linesWithin(lines: readonly number[], span: LineSpan | null | undefined): readonly number[] {
  return span === null || span === undefined ? [] : lines.filter((line) => line >= span.from && line <= span.to);
}
