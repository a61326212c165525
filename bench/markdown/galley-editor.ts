import { parseMarkdown, schema, serializeMarkdown } from '#markdown';
import type { EditorOfMarkdown } from './editor-of-markdown.ts';

/** The product itself, saving a document rebuilt from its JSON, so that nothing is the same by being the same object. */
export const galleyEditor: EditorOfMarkdown = {
  name: 'galley',
  open(text) {
    const parsed = parseMarkdown(text);
    const ends: number[] = [];
    parsed.document.descendants((node, position, parent) => {
      if (node.isText && parent?.lastChild === node) ends.push(position + node.nodeSize);
    });
    const write = (document: typeof parsed.document): string | null => {
      const outcome = serializeMarkdown(parsed, schema.nodeFromJSON(document.toJSON()));
      return outcome.kind === 'saved' ? outcome.text : null;
    };
    return {
      places: ends.length,
      save: () => write(parsed.document),
      saveWithWord(place) {
        const end = ends[place] ?? 0;
        const marks = parsed.document.nodeAt(end - 1)?.marks ?? [];
        const word = schema.node('doc', null, [schema.node('paragraph', null, [schema.text(' galley', marks)])]);
        return write(parsed.document.replace(end, end, word.slice(1, 8)));
      },
    };
  },
};
