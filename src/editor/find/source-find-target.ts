import { isolateHistory } from '@codemirror/commands';
import { StateEffect, StateField, type Extension } from '@codemirror/state';
import { Decoration, EditorView, type DecorationSet } from '@codemirror/view';
import type { FindTarget, FoundPlace } from './find-target.ts';

interface Marks {
  readonly places: readonly FoundPlace[];
  readonly active: number;
}

const setMarks = StateEffect.define<Marks>();
const found = Decoration.mark({ class: 'cm-found' });
const chosen = Decoration.mark({ class: 'cm-found cm-found-chosen' });
const listeners = new WeakMap<EditorView, Set<() => void>>();

/** Marks what was found in the source, and tells the search of edits. */
export const sourceFind: Extension = [
  StateField.define<DecorationSet>({
    create: () => Decoration.none,
    update(shown, tr) {
      let next = tr.docChanged ? shown.map(tr.changes) : shown;
      for (const effect of tr.effects) if (effect.is(setMarks)) next = draw(effect.value);
      return next;
    },
    provide: (field) => EditorView.decorations.from(field),
  }),
  EditorView.updateListener.of((update) => {
    if (update.docChanged) for (const listener of listeners.get(update.view) ?? []) listener();
  }),
];

function draw({ places, active }: Marks): DecorationSet {
  return Decoration.set(places.map(({ from, to }, index) => (index === active ? chosen : found).range(from, to)));
}

/** The source as finding sees it: one text, with LF. */
export function sourceFindTarget(view: EditorView): FindTarget {
  return {
    readTexts: () => [{ start: 0, text: view.state.doc.toString() }],
    position: () => view.state.selection.main.from,
    selectedText: () => {
      const { from, to } = view.state.selection.main;
      return view.state.sliceDoc(from, to);
    },
    mark: (places, active) => view.dispatch({ effects: setMarks.of({ places, active }) }),
    reveal: ({ from, to }) =>
      view.dispatch({
        selection: { anchor: from, head: to },
        effects: EditorView.scrollIntoView(from, { y: 'center' }),
      }),
    replace: (replacements) =>
      view.dispatch({
        changes: replacements.map(({ place, insert }) => ({ from: place.from, to: place.to, insert })),
        annotations: isolateHistory.of('full'),
      }),
    focus: () => view.focus(),
    subscribe(listener) {
      const all = listeners.get(view) ?? new Set<() => void>();
      listeners.set(view, all.add(listener));
      return () => {
        all.delete(listener);
      };
    },
  };
}
