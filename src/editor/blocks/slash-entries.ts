import type { Editor } from '@tiptap/core';
import { insertFootnote } from '../commands/insert-footnote.ts';
import { insertTable } from '../commands/insert-table.ts';
import { blockKinds, type BlockKind, type BlockSurroundings } from './block-kinds.ts';
import { insertSource } from './insert-source.ts';

/** What the slash menu needs of the screen around the editor. */
export interface SlashParts extends BlockSurroundings {
  /** Opens the dialog for a new image. */
  readonly onNewImage: () => void;
}

/** One line of the slash menu. */
export interface SlashEntry extends Omit<BlockKind, 'apply'> {
  readonly apply: (editor: Editor, parts: SlashParts) => unknown;
}

/** Everything that the slash menu offers, in its order. */
export const slashEntries: readonly SlashEntry[] = [
  ...blockKinds,
  {
    id: 'table',
    name: 'Table',
    words: 'grid rows columns',
    hint: '',
    apply: (editor) => insertTable(editor),
  },
  {
    id: 'image',
    name: 'Image',
    words: 'picture photo figure',
    hint: '',
    apply: (_, { onNewImage }) => onNewImage(),
  },
  {
    id: 'rule',
    name: 'Rule',
    words: 'divider line separator horizontal hr',
    hint: '---',
    apply: (editor) => editor.chain().focus().insertContent({ type: 'horizontalRule' }).run(),
  },
  {
    id: 'footnote',
    name: 'Footnote',
    words: 'note reference citation',
    hint: '[^1]',
    apply: (editor) => insertFootnote(editor),
  },
  {
    id: 'math',
    name: 'Formula',
    words: 'math equation tex latex katex',
    hint: '$$',
    apply: (editor) => insertSource(editor, { kind: 'math', source: '$$\n\n$$' }),
  },
  {
    id: 'html',
    name: 'HTML or embed',
    words: 'video iframe youtube raw source code shortcode component',
    hint: '</>',
    apply: (editor) => insertSource(editor, { kind: 'html', source: '<div>\n\n</div>' }),
  },
];

/** The entries for what was typed after the slash: those whose name begins with it first, then those with a word that does. */
export function filterEntries(entries: readonly SlashEntry[], query: string): readonly SlashEntry[] {
  const wanted = query.trim().toLowerCase();
  if (wanted === '') return entries;
  const rank = ({ name, words }: SlashEntry): number => {
    const title = name.toLowerCase();
    if (title.startsWith(wanted)) return 0;
    if (title.split(' ').some((word) => word.startsWith(wanted))) return 1;
    return words.split(' ').some((word) => word.startsWith(wanted)) ? 2 : 3;
  };
  return [0, 1, 2].flatMap((wantedRank) => entries.filter((entry) => rank(entry) === wantedRank));
}
