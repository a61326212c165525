import { placeInText } from '#markdown';
import { mergeLines, type ConflictingStretch, type MergedStretch, type SettledStretch } from './merge-lines.ts';

/** The lines between the fences of front matter, with the first line after the opening one. */
const FRONT_MATTER = /^\u{FEFF}?(?:---|\+\+\+)[ \t]*\r?\n[\s\S]*?^(?:---|\+\+\+)[ \t]*(?:\r?\n|$)/mu;

/**
 * Settles conflicts of lines that are none in a post:
 * - both sides put new blocks at one place: both are kept, theirs first, since they are published already;
 * - both changed one paragraph, but different sentences of it: both changes are kept;
 * - both added front matter fields at one place, of different names: both are kept.
 * All else stays as it is. Pure.
 */
export function settleInPost(base: string, stretches: readonly MergedStretch[]): readonly MergedStretch[] {
  if (stretches.every(({ kind }) => kind === 'settled')) return stretches;
  const lines = base.match(/[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+$/g) ?? [];
  const offsetOf = (line: number): number => lines.slice(0, line).join('').length;
  const head = FRONT_MATTER.exec(base)?.[0] ?? '';
  return stretches.map((stretch) => {
    if (stretch.kind === 'settled') return stretch;
    const [from, to] = [offsetOf(stretch.from), offsetOf(stretch.to)];
    if (from < head.length) return settleFields(stretch) ?? stretch;
    const body = base.slice(head.length);
    switch (placeInText(body, from - head.length, to - head.length)) {
      case 'between-blocks':
        return keepBoth(stretch, { before: lines[stretch.from - 1], after: lines[stretch.to] });
      case 'in-paragraph':
        return settleSentences(stretch, lines.slice(stretch.from, stretch.to).join('')) ?? stretch;
      case 'elsewhere':
        return stretch;
    }
  });
}

/** New fields of different names, one after the other. Undefined when one is on both sides, or when it is no plain list of fields. */
function settleFields({ from, to, mine, theirs }: ConflictingStretch): SettledStretch | undefined {
  if (from !== to) return undefined;
  const [mineNames, theirNames] = [fieldNames(mine), fieldNames(theirs)];
  if (mineNames === undefined || theirNames === undefined) return undefined;
  if ([...mineNames].some((name) => theirNames.has(name))) return undefined;
  return { kind: 'settled', lines: [...theirs, ...mine] };
}

function fieldNames(lines: readonly string[]): ReadonlySet<string> | undefined {
  const names = new Set<string>();
  for (const [index, line] of lines.entries()) {
    const name = /^([\w-]+)[ \t]*[:=]/.exec(line)?.[1];
    if (name !== undefined) names.add(name);
    // A line that goes on with the field before it.
    else if (index === 0 || !/^[ \t]+\S|^-[ \t]/.test(line)) return undefined;
  }
  return names;
}

/** Their new blocks and then mine, with a blank line between. */
function keepBoth(
  { mine, theirs }: ConflictingStretch,
  around: { readonly before: string | undefined; readonly after: string | undefined },
): SettledStretch {
  const end = /\r\n|\r|\n/.exec([...theirs, ...mine, around.before ?? ''].join(''))?.[0] ?? '\n';
  const first = theirs.map((line) => (/[\r\n]$/.test(line) ? line : line + end));
  const isApart = isBlank(first.at(-1)) || isBlank(mine[0]);
  return { kind: 'settled', lines: [...first, ...(isApart ? [] : [end]), ...mine] };
}

function isBlank(line: string | undefined): boolean {
  return line === undefined || line.trim() === '';
}

/** A paragraph in which the sides changed different sentences. Undefined when they met in one, or made several paragraphs of it. */
function settleSentences({ mine, theirs }: ConflictingStretch, base: string): SettledStretch | undefined {
  if ([...mine, ...theirs].some((line) => line.trim() === '')) return undefined;
  const merged = mergeLines({
    base: sentencesOf(base),
    mine: sentencesOf(mine.join('')),
    theirs: sentencesOf(theirs.join('')),
  });
  const sentences: string[] = [];
  for (const stretch of merged) {
    if (stretch.kind === 'conflict') return undefined;
    sentences.push(...stretch.lines);
  }
  return { kind: 'settled', lines: [sentences.join('')] };
}

/** Sentences with the blanks and line ends after them, so that joining them gives the text. */
function sentencesOf(text: string): readonly string[] {
  return text.match(/[\s\S]*?[.!?…。！？]+["'”’»)\]*_]*(?:\s+|$)|[\s\S]+$/gu) ?? [];
}
