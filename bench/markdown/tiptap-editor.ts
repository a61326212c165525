import type { JSONContent } from '@tiptap/core';
import { MarkdownManager } from '@tiptap/markdown';
import { StarterKit } from '@tiptap/starter-kit';
import type { EditorOfMarkdown } from './editor-of-markdown.ts';

const manager = new MarkdownManager({ extensions: [StarterKit] });

/** @tiptap/markdown with the starter kit. */
export const tiptapEditor: EditorOfMarkdown = {
  name: '@tiptap/markdown',
  open(text) {
    const document = manager.parse(text);
    const texts: JSONContent[] = [];
    const open: JSONContent[] = [document];
    for (let node = open.pop(); node !== undefined; node = open.pop()) {
      if (node.type === 'text') texts.push(node);
      if (node.content !== undefined) open.push(...node.content.toReversed());
    }
    // The serializer leaves the last line end to its caller.
    const lastEnd = text.endsWith('\n') ? '\n' : '';
    const write = (): string => manager.serialize(document) + lastEnd;
    return {
      places: texts.length,
      save: write,
      saveWithWord(place) {
        const node = texts[place];
        if (node === undefined) return write();
        const { text } = node;
        node.text = `${(text ?? '').trimEnd()} galley`;
        const saved = write();
        if (text !== undefined) node.text = text;
        return saved;
      },
    };
  },
};
