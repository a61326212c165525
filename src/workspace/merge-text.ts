import { diff3Merge } from 'node-diff3';

export type MergeOutcome = { readonly kind: 'merged'; readonly text: string } | { readonly kind: 'conflict' };

/** Three versions of one text; null where the file is absent. */
export interface MergeInput {
  readonly base: string | null;
  readonly mine: string | null;
  readonly theirs: string | null;
}

/** Merges by lines: changes of both sides are kept where at least one unchanged line lies between them. Pure. */
export function mergeText({ base, mine, theirs }: MergeInput): { readonly kind: 'deleted' } | MergeOutcome {
  if (mine === theirs || base === theirs) return mine === null ? { kind: 'deleted' } : { kind: 'merged', text: mine };
  if (base === mine) return theirs === null ? { kind: 'deleted' } : { kind: 'merged', text: theirs };
  if (base === null || mine === null || theirs === null) return { kind: 'conflict' };
  const regions = diff3Merge(splitLines(mine), splitLines(base), splitLines(theirs), { excludeFalseConflicts: true });
  const lines: string[] = [];
  for (const region of regions) {
    if (region.conflict !== undefined) return { kind: 'conflict' };
    if (region.ok !== undefined) for (const line of region.ok) lines.push(line);
  }
  return { kind: 'merged', text: lines.join('') };
}

/**
 * Joins what two tabs of one person wrote into the same draft. Nothing is ever lost or asked: where both wrote on the same
 * lines, this tab's stand first and the other's after them. Pure.
 */
export function joinTexts({ base, mine, theirs }: Readonly<Record<'base' | 'mine' | 'theirs', string>>): string {
  const regions = diff3Merge(splitLines(mine), splitLines(base), splitLines(theirs), { excludeFalseConflicts: true });
  const lines: string[] = [];
  for (const { ok, conflict } of regions) {
    for (const line of ok ?? conflict?.a ?? []) lines.push(line);
    const isOpen = lines.length > 0 && !/[\r\n]$/.test(lines.at(-1) ?? '');
    if (isOpen && (conflict?.b.length ?? 0) > 0) lines.push('\n');
    for (const line of conflict?.b ?? []) lines.push(line);
  }
  return lines.join('');
}

/** Lines with their ends, so that joining them gives the text. */
function splitLines(text: string): string[] {
  return text.match(/[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+$/g) ?? [];
}
