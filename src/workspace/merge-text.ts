import { mergeLines, type MergedStretch } from './merge-lines.ts';
import { settleInPost } from './settle-in-post.ts';

export type MergeOutcome = { readonly kind: 'merged'; readonly text: string } | { readonly kind: 'conflict' };

/** Three versions of one text; null where the file is absent. */
export interface MergeInput {
  readonly base: string | null;
  readonly mine: string | null;
  readonly theirs: string | null;
}

/**
 * Merges by lines: changes of both sides are kept unless they are of the same line or insert at the same place. What lines
 * leave open is settled by what the text means, where it can be: see `settleInPost`. Pure.
 */
export function mergeText({ base, mine, theirs }: MergeInput): { readonly kind: 'deleted' } | MergeOutcome {
  if (mine === theirs || base === theirs) return mine === null ? { kind: 'deleted' } : { kind: 'merged', text: mine };
  if (base === mine) return theirs === null ? { kind: 'deleted' } : { kind: 'merged', text: theirs };
  if (base === null || mine === null || theirs === null) return { kind: 'conflict' };
  const stretches = mergePieces({ base, mine, theirs });
  const isSettled = stretches.every(({ kind }) => kind === 'settled');
  return isSettled ? { kind: 'merged', text: textOf(stretches) } : { kind: 'conflict' };
}

/** The merged text in stretches, each settled or with both versions, for a person to choose from. Pure. */
export function mergePieces(texts: Readonly<Record<'base' | 'mine' | 'theirs', string>>): readonly MergedStretch[] {
  return settleInPost(texts.base, mergeStretches(texts));
}

/**
 * Joins what two tabs of one person wrote into the same draft. Nothing is ever lost or asked: where both wrote on the same
 * lines, this tab's stand first and the other's after them. Pure.
 */
export function joinTexts({ base, mine, theirs }: Readonly<Record<'base' | 'mine' | 'theirs', string>>): string {
  return textOf(mergeStretches({ base, mine, theirs }));
}

/** The same for texts that others have a part in: merged as when publishing where that goes. Pure. */
export function joinMerged(texts: Readonly<Record<'base' | 'mine' | 'theirs', string>>): string {
  const merged = mergeText(texts);
  return merged.kind === 'merged' ? merged.text : joinTexts(texts);
}

function mergeStretches({ base, mine, theirs }: Readonly<Record<'base' | 'mine' | 'theirs', string>>) {
  return mergeLines({ base: splitLines(base), mine: splitLines(mine), theirs: splitLines(theirs) });
}

/** The lines in order, of a conflict both versions; a line that was the last one is ended when another follows. */
function textOf(stretches: readonly MergedStretch[]): string {
  let text = '';
  for (const stretch of stretches) {
    for (const lines of stretch.kind === 'settled' ? [stretch.lines] : [stretch.mine, stretch.theirs]) {
      for (const line of lines) text += (text === '' || /[\r\n]$/.test(text) ? '' : '\n') + line;
    }
  }
  return text;
}

/** Lines with their ends, so that joining them gives the text. */
function splitLines(text: string): string[] {
  return text.match(/[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+$/g) ?? [];
}
