import type { Editor } from '@tiptap/core';
import { closeHistory } from '@tiptap/pm/history';
import { TextSelection, type Transaction } from '@tiptap/pm/state';
import type { Node } from 'prosemirror-model';
import { scrollUntilSettled } from '../extensions/settled-scroll.ts';
import { minimalChange } from '../minimal-change.ts';
import { notText, type FindTarget, type FindText, type Replacement } from './find-target.ts';
import { foundMarks } from './found-marks.ts';

/** The rich text as finding sees it: each text block is searched on its own, across its marks. */
export function richFindTarget(editor: Editor): FindTarget {
  return {
    readTexts: () => textsOf(editor.state.doc),
    position: () => editor.state.selection.from,
    selectedText() {
      const { from, to, $from, $to } = editor.state.selection;
      return $from.sameParent($to) ? editor.state.doc.textBetween(from, to) : '';
    },
    mark(places, active) {
      if (!editor.isDestroyed) editor.view.dispatch(editor.state.tr.setMeta(foundMarks, { places, active }));
    },
    reveal({ from, to }) {
      const { tr } = editor.state;
      editor.view.dispatch(tr.setSelection(TextSelection.create(tr.doc, from, to)).scrollIntoView());
      // Without the focus the editor scrolls nothing.
      const { node } = editor.view.domAtPos(from);
      const element = node instanceof HTMLElement ? node : node.parentElement;
      scrollUntilSettled(editor.view, () => element?.scrollIntoView?.({ block: 'center', behavior: 'instant' }));
    },
    replace(replacements) {
      const tr = closeHistory(editor.state.tr);
      for (const replacement of replacements.toReversed()) replaceIn(tr, replacement);
      editor.view.dispatch(tr);
      editor.view.dispatch(closeHistory(editor.state.tr));
    },
    focus: () => {
      editor.view.focus();
    },
    subscribe(listener) {
      const hear = ({ transaction }: { readonly transaction: Transaction }): void => {
        if (transaction.docChanged) listener();
      };
      editor.on('transaction', hear);
      return () => {
        editor.off('transaction', hear);
      };
    },
  };
}

/** The texts of all text blocks; what is no text is one character, so that offsets are positions. */
function textsOf(doc: Node): readonly FindText[] {
  const texts: FindText[] = [];
  doc.descendants((node, pos) => {
    if (!node.isTextblock) return true;
    texts.push({ start: pos + 1, text: node.textBetween(0, node.content.size, '', notText) });
    return false;
  });
  return texts;
}

/** Only what differs is replaced, so that the marks of the rest stay; what comes new has those of what it stands for. */
function replaceIn(tr: Transaction, { place, insert }: Replacement): void {
  const found = place.groups[0] ?? '';
  const { type } = tr.doc.resolve(place.from).parent;
  const written = type.spec.code === true ? insert : insert.replaceAll(/[\r\n]+/g, ' ');
  const change = minimalChange(found, written);
  const [from, to] = [place.from + change.from, place.from + change.to];
  if (change.insert === '') {
    if (from < to) tr.delete(from, to);
    return;
  }
  const marks = tr.doc.resolve(from).marksAcross(tr.doc.resolve(Math.max(to, from))) ?? [];
  const own = from < to ? (tr.doc.nodeAt(from)?.marks ?? marks) : marks;
  tr.replaceWith(from, to, tr.doc.type.schema.text(change.insert, own));
}
