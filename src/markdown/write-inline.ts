import type { Node } from 'prosemirror-model';
import { diffAtoms, freshAtoms } from './diff-atoms.ts';
import type { EscapeLevel } from './escape-text.ts';
import { assembleInline } from './inline-pieces.ts';
import { inlinePlan } from './inline-plan.ts';
import type { Definition } from './find-definitions.ts';
import type { MarkdownStyle } from './majority-style.ts';
import { sourceAtoms, type SourceAtom } from './source-atoms.ts';
import type { SourceBlock } from './source-tree.ts';

/** Where inline content is to be written, and how freely. */
export interface InlineTarget {
  readonly source: string;
  readonly definitions: ReadonlyMap<string, Definition>;
  readonly style: MarkdownStyle;
  /** What each further line begins with. */
  readonly prefix: string;
  /** Whether the content may hold line ends; headings of the `#` kind and cells may not. */
  readonly isOneLine: boolean;
  readonly isCell: boolean;
  readonly isHeading: boolean;
  /** The first text of a list item, where `[ ]` would make a task. */
  readonly isItemStart: boolean;
  readonly level: EscapeLevel;
  /** What is taken over from the source: everything that is kept, only leaves and line ends, or nothing. */
  readonly keep: 'source' | 'breaks' | 'nothing';
}

/**
 * Writes the inline content of `block`. What it shares with the `donors`, the text blocks of the source that it grew from, is
 * written as it was written there.
 */
export function writeInline(block: Node, donors: readonly SourceBlock[], target: InlineTarget): string {
  const old = target.keep === 'nothing' ? [] : donorAtoms(donors, target);
  const all = freshAtoms(block);
  const keptAll = diffAtoms(old, all);
  const { start, end } = withoutOuterBlanks(all, keptAll, { old, source: target.source });
  const fresh = all.slice(start, end);
  const kept = keptAll.slice(start, end).map((at) => {
    const atom = old[at];
    return target.keep === 'breaks' && atom !== undefined && atom.leaf === null && !atom.isSoftBreak ? -1 : at;
  });
  return assembleInline(inlinePlan({ fresh, kept, old }, target), target);
}

function donorAtoms(donors: readonly SourceBlock[], target: InlineTarget): SourceAtom[] {
  return donors.flatMap((donor) => {
    const atoms = sourceAtoms(donor, target)?.atoms ?? [];
    return target.keep === 'breaks' ? atoms.map((atom) => ({ ...atom, wraps: [] })) : atoms;
  });
}

/** Blanks at the ends of a text block, and breaks at its end, have no Markdown, unless the source wrote them as references. */
function withoutOuterBlanks(
  atoms: ReturnType<typeof freshAtoms>,
  kept: readonly number[],
  { old, source }: { old: readonly SourceAtom[]; source: string },
): { start: number; end: number } {
  const isDropped = (index: number): boolean => {
    const atom = atoms[index];
    if (atom?.leaf !== null || (atom.key !== ' ' && atom.key !== '\t')) return false;
    if (atom.marks.some(({ type }) => type.name === 'code')) return false;
    const from = old[kept[index] ?? -1]?.from;
    return from === undefined || source[from] !== '&';
  };
  let start = 0;
  let end = atoms.length;
  while (start < end && isDropped(start)) start += 1;
  while (end > start && (isDropped(end - 1) || isNewBreak(end - 1))) end -= 1;
  return { start, end };

  function isNewBreak(index: number): boolean {
    const from = old[kept[index] ?? -1]?.from;
    return atoms[index]?.leaf?.type.name === 'hardBreak' && (from === undefined || source[from] !== '<');
  }
}
