import { textblockTypeInputRule, nodeInputRule, type Extensions } from '@tiptap/core';
import { Plugin, TextSelection } from '@tiptap/pm/state';
import { holdableText } from '../paste/text-slices.ts';
import { codeBlockView } from '../views/code-block-view.ts';
import { nodeFromSpec } from './node-from-spec.ts';

const levels = [1, 2, 3, 4, 5, 6] as const;

/** Paragraphs, headings, code and rules, with the Markdown that makes them while typing. */
export function textBlocks(): Extensions {
  return [
    nodeFromSpec('paragraph', {
      priority: 1000,
      parseHTML: () => [{ tag: 'p' }],
      renderHTML: () => ['p', 0],
      addKeyboardShortcuts() {
        return { 'Mod-Alt-0': () => this.editor.commands.setNode(this.name) };
      },
    }),
    nodeFromSpec('heading', {
      parseHTML: () => levels.map((level) => ({ tag: `h${level}`, attrs: { level } })),
      renderHTML: ({ node }) => [`h${Math.min(6, Math.max(1, Number(node.attrs['level'])))}`, 0],
      addKeyboardShortcuts() {
        return Object.fromEntries(
          levels.map((level) => [
            `Mod-Alt-${level}`,
            () => this.editor.commands.toggleNode(this.name, 'paragraph', { level }),
          ]),
        );
      },
      addInputRules() {
        return [
          textblockTypeInputRule({
            find: /^(#{1,6})\s$/,
            type: this.type,
            getAttributes: (match) => ({ level: match[1]?.length ?? 1 }),
          }),
        ];
      },
    }),
    nodeFromSpec('codeBlock', {
      parseHTML: () => [
        {
          tag: 'pre',
          preserveWhitespace: 'full',
          getAttrs: (element) => ({
            info: /language-([\w+#.-]+)/.exec(element.querySelector('code')?.className ?? '')?.[1] ?? null,
          }),
        },
      ],
      renderHTML: ({ node }) => {
        const info = typeof node.attrs['info'] === 'string' ? node.attrs['info'].split(/\s/)[0] : undefined;
        return ['pre', ['code', info === undefined || info === '' ? {} : { class: `language-${info}` }, 0]];
      },
      addNodeView: () => codeBlockView,
      addInputRules() {
        return [
          textblockTypeInputRule({
            find: /^```([\w+#.-]+)?[\s\n]$/,
            type: this.type,
            getAttributes: (match) => ({ info: match[1] ?? null }),
          }),
        ];
      },
      addKeyboardShortcuts() {
        return {
          'Mod-Alt-c': () => this.editor.commands.toggleNode(this.name, 'paragraph'),
          // Leaves an empty code block as a paragraph, as everywhere else.
          Backspace: () => {
            const { $from, empty } = this.editor.state.selection;
            if (!empty || $from.parent.type.name !== this.name || $from.parent.content.size > 0) return false;
            return this.editor.commands.setNode('paragraph');
          },
          // Out of the block from its last line, also when nothing follows.
          ArrowDown: () => leaveCodeDownwards(this.editor),
          'Mod-Enter': () => this.editor.commands.exitCode(),
          Tab: () => this.editor.isActive(this.name) && this.editor.commands.insertContent('\t'),
        };
      },
      addProseMirrorPlugins() {
        return [literalPaste(this.name)];
      },
    }),
    nodeFromSpec('horizontalRule', {
      parseHTML: () => [{ tag: 'hr' }],
      renderHTML: () => ['hr'],
      addInputRules() {
        return [nodeInputRule({ find: /^(?:---|\*\*\*|___)\s$/, type: this.type })];
      },
    }),
  ];
}

function leaveCodeDownwards(editor: Parameters<typeof codeBlockView>[0]['editor']): boolean {
  const { state } = editor;
  const { $from, empty } = state.selection;
  if (!empty || $from.parent.type.name !== 'codeBlock' || $from.parentOffset < $from.parent.content.size) return false;
  return $from.after() === state.doc.content.size && editor.commands.exitCode();
}

/** What is pasted into code is code: text as it is, without formats. */
function literalPaste(name: string): Plugin {
  return new Plugin({
    props: {
      handlePaste(view, event) {
        const { $from, $to } = view.state.selection;
        if ($from.parent.type.name !== name || $from.parent !== $to.parent) return false;
        const text = holdableText(event.clipboardData?.getData('text/plain') ?? '');
        if (text === '') return false;
        const { tr } = view.state;
        tr.insertText(text);
        view.dispatch(tr.setSelection(TextSelection.create(tr.doc, tr.selection.to)).scrollIntoView());
        return true;
      },
    },
  });
}
