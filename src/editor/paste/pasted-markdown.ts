import type { EventChannel } from '#base';
import { closeHistory } from '@tiptap/pm/history';
import { Plugin, PluginKey, TextSelection } from '@tiptap/pm/state';
import type { Step } from '@tiptap/pm/transform';
import type { PasteNews } from './paste-news.ts';
import { looksLikeMarkdown } from './looks-like-markdown.ts';
import { markdownSlice, plainSlice, sliceText } from './text-slices.ts';

/** What undoes the paste, and where it was. */
interface Offer {
  readonly undo: readonly Step[];
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

const key = new PluginKey<Offer | null>('pastedMarkdown');

/**
 * Text that is Markdown is pasted as what it says, with the offer to keep it as it was. Ctrl+Shift+V never does so. What is copied is
 * Markdown for programs that take plain text.
 */
export function pastedMarkdown(news: EventChannel<PasteNews>): Plugin<Offer | null> {
  let pasted: string | undefined;
  return new Plugin<Offer | null>({
    key,
    state: {
      init: () => null,
      apply(tr, offer) {
        const made: Offer | null | undefined = tr.getMeta(key);
        if (made !== undefined) return made;
        return tr.docChanged ? null : offer;
      },
    },
    view: () => ({
      update(view, before) {
        const [was, is] = [key.getState(before) ?? null, key.getState(view.state) ?? null];
        if (was !== null && is === null) news.emit({ kind: 'over' });
      },
      destroy: () => news.emit({ kind: 'over' }),
    }),
    props: {
      clipboardTextParser(text, _context, plain, view) {
        pasted = undefined;
        if (plain || !looksLikeMarkdown(text)) return plainSlice(view.state.schema, text);
        pasted = text;
        return markdownSlice(view.state.schema, text);
      },
      clipboardTextSerializer: (slice) => sliceText(slice),
      handlePaste(view, event, slice) {
        const text = pasted;
        pasted = undefined;
        if (text === undefined || event.clipboardData?.getData('text/html') !== '') return false;
        const { from, to } = view.state.selection;
        const tr = view.state.tr.replaceSelection(slice).scrollIntoView();
        const undo = tr.steps.map((step, index) => step.invert(tr.docs[index] ?? tr.before)).toReversed();
        tr.setMeta('paste', true)
          .setMeta('uiEvent', 'paste')
          .setMeta(key, { undo, from, to, text } satisfies Offer);
        view.dispatch(tr);
        news.emit({
          kind: 'formatted',
          keepPlain() {
            const offer = key.getState(view.state) ?? null;
            if (offer === null || view.isDestroyed) return;
            const plainly = closeHistory(view.state.tr);
            for (const step of offer.undo) plainly.step(step);
            plainly.setSelection(TextSelection.create(plainly.doc, offer.from, offer.to));
            plainly.replaceSelection(plainSlice(view.state.schema, offer.text));
            view.dispatch(plainly.setMeta(key, null).scrollIntoView());
            view.focus();
          },
        });
        return true;
      },
      handleKeyDown(view, event) {
        if (key.getState(view.state) === null || event.ctrlKey || event.metaKey || event.altKey) return false;
        if (event.key === 'Escape') {
          view.dispatch(view.state.tr.setMeta(key, null));
          return true;
        }
        // The offer is the next stop of the Tab key for as long as it stands.
        const button = event.key === 'Tab' && !event.shiftKey ? offerButton(view.dom) : null;
        button?.focus();
        return button !== null;
      },
    },
  });
}

function offerButton(dom: HTMLElement): HTMLElement | null {
  return dom.closest('article')?.querySelector<HTMLElement>('[data-paste-offer] button') ?? null;
}
