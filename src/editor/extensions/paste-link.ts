import { linkVerdict } from '#base';
import { Plugin } from '@tiptap/pm/state';

/** A web address pasted over words becomes their link. */
export function pasteLink(): Plugin {
  return new Plugin({
    props: {
      handlePaste(view, event) {
        const { state } = view;
        const { $from, $to, empty } = state.selection;
        const type = state.schema.marks['link'];
        const href = event.clipboardData?.getData('text/plain').trim() ?? '';
        if (empty || type === undefined || /\s/.test(href) || !$from.sameParent($to)) return false;
        if (!/^(?:https?|mailto):/i.test(href) || linkVerdict(href).kind === 'refused') return false;
        if (!$from.parent.inlineContent || !$from.parent.type.allowsMarkType(type)) return false;
        view.dispatch(state.tr.addMark($from.pos, $to.pos, type.create({ href, title: null })).scrollIntoView());
        return true;
      },
    },
  });
}
