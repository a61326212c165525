import type { Editor } from '@tiptap/core';
import { TextSelection } from '@tiptap/pm/state';
import { ownCalloutStyle, type CalloutStyle } from '#markdown';
import { insertSource } from './insert-source.ts';

/** Makes a callout of the block that the cursor is in, in the form that this post has, or else the repository. */
export function insertCallout(editor: Editor, siteStyle: CalloutStyle): void {
  const style = ownCalloutStyle(editor.state.doc) ?? siteStyle;
  if (style !== 'alert') {
    const { $from } = editor.state.selection;
    const text = $from.parent.inlineContent ? $from.parent.textContent.trim() : '';
    insertSource(editor, { kind: style, source: calloutSource(style, text), takesText: true });
    return;
  }
  editor
    .chain()
    .focus()
    .clearNodes()
    .wrapIn('blockquote')
    .command(({ tr }) => {
      const { $from } = tr.selection;
      if ($from.depth < 2 || $from.node(-1).type.name !== 'blockquote') return false;
      const first = $from.start(-1) + 1;
      tr.insertText('[!NOTE] ', first);
      tr.setSelection(TextSelection.create(tr.doc, Math.max(first + 8, tr.selection.from)));
      return true;
    })
    .run();
}

function calloutSource(style: Exclude<CalloutStyle, 'alert'>, text: string): string {
  if (style === 'admonition') return `!!! note\n\n    ${text === '' ? '…' : text}`;
  return text === '' ? ':::note\n\n:::' : `:::note\n\n${text}\n\n:::`;
}
