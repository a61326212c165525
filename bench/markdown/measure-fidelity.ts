import { diffArrays } from 'diff';
import { micromark } from 'micromark';
import { gfm, gfmHtml } from 'micromark-extension-gfm';
import type { EditorOfMarkdown } from './editor-of-markdown.ts';
import type { CorpusText } from './gather-corpus.ts';

/** What opening and saving a corpus did to it. Shares are from 0 to 1. */
export interface Fidelity {
  readonly texts: number;
  /** Saves without an edit that gave the same bytes. */
  readonly identical: number;
  /** Saves without an edit that show the same HTML. */
  readonly sameHtml: number;
  /** Lines that a save without an edit changed, of all lines. */
  readonly linesChanged: number;
  /** Inserted words that changed one line and no other. */
  readonly localEdits: number;
  /** Texts that could not be opened or saved. */
  readonly failed: number;
}

/** Opens and saves each text with `editor`, once as it is and once with a word in the middle one of its places. */
export function measureFidelity(editor: EditorOfMarkdown, corpus: readonly CorpusText[]): Fidelity {
  let [identical, sameHtml, failed, changed, lines, edits, local] = [0, 0, 0, 0, 0, 0, 0];
  for (const { text } of corpus) {
    lines += text.split('\n').length;
    const result = openAndSave(editor, text);
    if (result === null) {
      failed += 1;
      changed += text.split('\n').length;
      continue;
    }
    if (result.saved === text) identical += 1;
    if (result.saved === text || html(result.saved) === html(text)) sameHtml += 1;
    changed += linesRemoved(text, result.saved);
    if (result.places === 0) continue;
    edits += 1;
    if (result.edited !== null && isOneLine(text, result.edited)) local += 1;
  }
  const share = (count: number, of: number): number => Math.round((count / Math.max(1, of)) * 1000) / 1000;
  return {
    texts: corpus.length,
    identical: share(identical, corpus.length),
    sameHtml: share(sameHtml, corpus.length),
    linesChanged: share(changed, lines),
    localEdits: share(local, edits),
    failed,
  };
}

/** Null where the editor throws or refuses: that is a finding about it, not a fault of the benchmark. */
function openAndSave(editor: EditorOfMarkdown, text: string) {
  try {
    const opened = editor.open(text);
    const saved = opened.save();
    if (saved === null) return null;
    const { places } = opened;
    return { saved, places, edited: places === 0 ? null : opened.saveWithWord(Math.floor(places / 2)) };
  } catch (thrown) {
    if (thrown instanceof Error) return null;
    throw thrown;
  }
}

function html(text: string): string {
  return micromark(text, { allowDangerousHtml: true, extensions: [gfm()], htmlExtensions: [gfmHtml()] }).trimEnd();
}

function linesRemoved(before: string, after: string): number {
  if (before === after) return 0;
  return (
    diffArrays(before.split('\n'), after.split('\n'), { timeout: 2000 })?.reduce(
      (sum, { removed, count }) => sum + (removed ? count : 0),
      0,
    ) ?? before.split('\n').length
  );
}

function isOneLine(before: string, after: string): boolean {
  const [old, now] = [before.split('\n'), after.split('\n')];
  return old.length === now.length && old.filter((line, index) => line !== now[index]).length === 1;
}
