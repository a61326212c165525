import type { EditorOfMarkdown } from './editor-of-markdown.ts';

/** Milliseconds, the median of several runs. */
export interface Speed {
  readonly parse: number;
  /** A save after one word was typed in the middle. */
  readonly save: number;
}

/** Times opening and saving `text`, `runs` times; with several, one more comes first, to warm up. */
export function measureSpeed(editor: EditorOfMarkdown, text: string, runs: number): Speed {
  const parses: number[] = [];
  const saves: number[] = [];
  for (let run = runs > 1 ? 0 : 1; run <= runs; run += 1) {
    const start = performance.now();
    const opened = editor.open(text);
    const parsed = performance.now();
    opened.saveWithWord(Math.floor(opened.places / 2));
    const saved = performance.now();
    if (run === 0) continue;
    parses.push(parsed - start);
    saves.push(saved - parsed);
  }
  return { parse: median(parses), save: median(saves) };
}

function median(values: readonly number[]): number {
  return Math.round((values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0) * 10) / 10;
}
