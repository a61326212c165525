import type { Nodes, Text } from 'mdast';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import remarkStringify from 'remark-stringify';
import { unified } from 'unified';
import type { EditorOfMarkdown } from './editor-of-markdown.ts';

const processor = unified().use(remarkParse).use(remarkGfm).use(remarkStringify).freeze();

/** remark with GFM and its own defaults. */
export const remarkEditor: EditorOfMarkdown = {
  name: 'remark',
  open(text) {
    const tree = processor.parse(text);
    const texts: Text[] = [];
    const open: Nodes[] = [tree];
    for (let node = open.pop(); node !== undefined; node = open.pop()) {
      if (node.type === 'text') texts.push(node);
      if ('children' in node) open.push(...node.children.toReversed());
    }
    return {
      places: texts.length,
      save: () => processor.stringify(tree),
      saveWithWord(place) {
        const node = texts[place];
        if (node === undefined) return processor.stringify(tree);
        const { value } = node;
        node.value = `${value.trimEnd()} galley`;
        const saved = processor.stringify(tree);
        node.value = value;
        return saved;
      },
    };
  },
};
