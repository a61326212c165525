import type { Editor } from '@tiptap/core';
import { insertCallout } from './insert-callout.ts';
import type { CalloutStyle } from '#markdown';

/** What text can be made into. */
export interface BlockKind {
  readonly id: string;
  readonly name: string;
  /** Other words that people look for it by. */
  readonly words: string;
  /** The Markdown or the keys that make it, as shown beside the name. */
  readonly hint: string;
  /** Makes it of the block that the cursor is in; one step of undo. */
  readonly apply: (editor: Editor, surroundings: BlockSurroundings) => void;
}

export interface BlockSurroundings {
  readonly calloutStyle: CalloutStyle;
}

const levels = [1, 2, 3, 4, 5, 6] as const;

/** The kinds of text blocks, in the order in which menus offer them. */
export const blockKinds: readonly BlockKind[] = [
  {
    id: 'text',
    name: 'Text',
    words: 'paragraph plain body',
    hint: '',
    apply: (editor) => editor.chain().focus().clearNodes().run(),
  },
  ...levels.map((level) => ({
    id: `h${level}`,
    name: `Heading ${level}`,
    words: `h${level} title section`,
    hint: '#'.repeat(level),
    apply: (editor: Editor) => {
      editor.chain().focus().clearNodes().setNode('heading', { level }).run();
    },
  })),
  {
    id: 'bulletList',
    name: 'Bulleted list',
    words: 'unordered points bullets ul',
    hint: '-',
    apply: (editor) => makeList(editor, 'bulletList', null),
  },
  {
    id: 'orderedList',
    name: 'Numbered list',
    words: 'ordered steps ol',
    hint: '1.',
    apply: (editor) => makeList(editor, 'orderedList', null),
  },
  {
    id: 'taskList',
    name: 'Task list',
    words: 'todo check box checklist',
    hint: '[ ]',
    apply: (editor) => makeList(editor, 'bulletList', false),
  },
  {
    id: 'quote',
    name: 'Quote',
    words: 'blockquote citation',
    hint: '>',
    apply: (editor) => editor.chain().focus().clearNodes().wrapIn('blockquote').run(),
  },
  {
    id: 'callout',
    name: 'Callout',
    words: 'note tip warning important caution alert admonition box',
    hint: '> [!NOTE]',
    apply: (editor, { calloutStyle }) => insertCallout(editor, calloutStyle),
  },
  {
    id: 'code',
    name: 'Code block',
    words: 'source program fence pre snippet',
    hint: '```',
    apply: (editor) => editor.chain().focus().clearNodes().setNode('codeBlock').run(),
  },
];

/** A list of the blocks of the selection; `checked` is null for ordinary items. */
function makeList(editor: Editor, type: 'bulletList' | 'orderedList', checked: false | null): void {
  editor
    .chain()
    .focus()
    .command(({ commands }) => editor.isActive(type) || commands.toggleList(type, 'listItem'))
    .command(({ tr }) => {
      const { from, to } = tr.selection;
      tr.doc.nodesBetween(from, to, (node, pos) => {
        if (node.type.name !== 'listItem' || (node.attrs['checked'] === null) === (checked === null)) return;
        // Only what the selection is in, not the items that it is nested in.
        if (tr.doc.resolve(from).sharedDepth(to) <= tr.doc.resolve(pos).depth + 2 || pos >= from)
          tr.setNodeAttribute(pos, 'checked', checked);
      });
      return true;
    })
    .run();
}
