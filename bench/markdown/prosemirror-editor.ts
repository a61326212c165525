import { defaultMarkdownParser, defaultMarkdownSerializer, schema } from 'prosemirror-markdown';
import type { EditorOfMarkdown } from './editor-of-markdown.ts';

/** prosemirror-markdown as it comes: CommonMark without tables. */
export const prosemirrorEditor: EditorOfMarkdown = {
  name: 'prosemirror-markdown',
  open(text) {
    const document = defaultMarkdownParser.parse(text);
    const ends: number[] = [];
    document.descendants((node, position, parent) => {
      if (node.isText && parent?.lastChild === node) ends.push(position + node.nodeSize);
    });
    // The serializer leaves the last line end to its caller.
    const write = (node: typeof document): string =>
      defaultMarkdownSerializer.serialize(node) + (text.endsWith('\n') ? '\n' : '');
    return {
      places: ends.length,
      save: () => write(document),
      saveWithWord(place) {
        const end = ends[place] ?? 0;
        const marks = document.nodeAt(end - 1)?.marks ?? [];
        const word = schema.node('doc', null, [schema.node('paragraph', null, [schema.text(' galley', marks)])]);
        return write(document.replace(end, end, word.slice(1, 8)));
      },
    };
  },
};
