import { Extension } from '@tiptap/core';
import { Plugin, PluginKey, type EditorState } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';
import type { FoundPlace } from './find-target.ts';

interface Marks {
  readonly places: readonly FoundPlace[];
  readonly active: number;
}

/** Set on a transaction to mark found places. */
export const foundMarks = new PluginKey<DecorationSet>('foundMarks');

/** Marks what was found in the rich text. The marks move along with edits. */
export const FoundMarks = Extension.create({
  name: 'foundMarks',
  addProseMirrorPlugins() {
    return [
      new Plugin<DecorationSet>({
        key: foundMarks,
        state: {
          init: () => DecorationSet.empty,
          apply(tr, shown) {
            const marks: Marks | undefined = tr.getMeta(foundMarks);
            if (marks !== undefined) return draw(tr.doc, marks);
            return tr.docChanged && shown !== DecorationSet.empty ? shown.map(tr.mapping, tr.doc) : shown;
          },
        },
        props: { decorations: (state) => foundMarks.getState(state) },
      }),
    ];
  },
});

function draw(doc: EditorState['doc'], { places, active }: Marks): DecorationSet {
  if (places.length === 0) return DecorationSet.empty;
  return DecorationSet.create(
    doc,
    places.map(({ from, to }, index) =>
      Decoration.inline(from, to, { class: index === active ? 'found is-chosen' : 'found' }),
    ),
  );
}
