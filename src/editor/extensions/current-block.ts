import { Extension } from '@tiptap/core';
import { Plugin, PluginKey } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';

/** Set to true or false by a transaction's meta of this key. */
export const dimming = new PluginKey<boolean>('dimming');

/** While dimming is on, marks the block that the cursor is in, so that a style can let all others step back. */
export const CurrentBlock = Extension.create({
  name: 'currentBlock',
  addProseMirrorPlugins() {
    return [
      new Plugin<boolean>({
        key: dimming,
        state: {
          init: () => false,
          apply: (tr, was) => {
            const set: unknown = tr.getMeta(dimming);
            return typeof set === 'boolean' ? set : was;
          },
        },
        props: {
          attributes: (state): Record<string, string> =>
            dimming.getState(state) === true ? { class: 'is-dimmed' } : {},
          decorations(state) {
            const { $head } = state.selection;
            if (dimming.getState(state) !== true || $head.depth === 0) return null;
            return DecorationSet.create(state.doc, [
              Decoration.node($head.before(1), $head.after(1), { class: 'is-current' }),
            ]);
          },
        },
      }),
    ];
  },
});
