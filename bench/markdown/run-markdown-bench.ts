import type { EditorOfMarkdown } from './editor-of-markdown.ts';
import { galleyEditor } from './galley-editor.ts';
import { gatherCorpus, type CorpusText } from './gather-corpus.ts';
import { measureFidelity, type Fidelity } from './measure-fidelity.ts';
import { measureSpeed, type Speed } from './measure-speed.ts';
import { prosemirrorEditor } from './prosemirror-editor.ts';
import { remarkEditor } from './remark-editor.ts';
import { tiptapEditor } from './tiptap-editor.ts';

/** What one way of editing Markdown does to real texts, and how fast. */
export interface MarkdownBenchRow extends Fidelity {
  readonly name: string;
  readonly lines2000: Speed;
  readonly megabyte: Speed;
}

const editors: readonly EditorOfMarkdown[] = [galleyEditor, remarkEditor, prosemirrorEditor, tiptapEditor];

/** Measures the product and its peers in one run over the Markdown under `folder` (node_modules); prints a table. */
export async function runMarkdownBench(folder: string): Promise<readonly MarkdownBenchRow[]> {
  const corpus = await gatherCorpus(folder);
  const lines2000 = longText(corpus, (text) => text.split('\n').length >= 2000);
  const megabyte = longText(corpus, (text) => text.length >= 1_000_000);
  const rows: MarkdownBenchRow[] = [];
  for (const editor of editors) {
    rows.push({
      name: editor.name,
      ...measureFidelity(editor, corpus),
      lines2000: measureSpeed(editor, lines2000, 5),
      megabyte: measureSpeed(editor, megabyte, 1),
    });
  }
  console.table(
    rows.map(({ lines2000, megabyte, ...fidelity }) => ({
      ...fidelity,
      'parse 2,000 lines': lines2000.parse,
      'save 2,000 lines': lines2000.save,
      'parse 1 MB': megabyte.parse,
      'save 1 MB': megabyte.save,
    })),
  );
  return rows;
}

/** Ordinary prose files of the corpus, one after another, until there is enough. */
function longText(corpus: readonly CorpusText[], isEnough: (text: string) => boolean): string {
  const prose = corpus.filter(({ text }) => text.length > 2000 && text.startsWith('# '));
  let text = '';
  for (let index = 0; !isEnough(text); index += 1) text += `${prose[index % prose.length]?.text ?? '# Title\n'}\n\n`;
  return text;
}
