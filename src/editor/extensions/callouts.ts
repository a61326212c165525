import { Extension, type Editor } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { Plugin, PluginKey, Selection, TextSelection, type EditorState, type Transaction } from '@tiptap/pm/state';
import { Decoration, DecorationSet, type EditorView } from '@tiptap/pm/view';
import { alertMarker, calloutKinds, calloutLook, calloutName, type AlertMarker } from '#markdown';
import { changedRange } from '../blocks/changed-range.ts';
import { element } from '../views/element.ts';

const key = new PluginKey<DecorationSet>('callouts');

/**
 * Shows quotes that begin with `[!NOTE]` as callouts. The document stays what it is: the marker is hidden, a title stands in its
 * place, and the cursor never stops before it.
 */
export const Callouts = Extension.create({
  name: 'callouts',
  priority: 600,
  addKeyboardShortcuts() {
    return {
      ArrowLeft: () => leaveBackwards(this.editor),
      Backspace: () => takeOffMarker(this.editor),
    };
  },
  addProseMirrorPlugins() {
    return [
      new Plugin<DecorationSet>({
        key,
        state: {
          init: (_, { doc }) => DecorationSet.create(doc, decorationsIn(doc, 0, doc.content.size)),
          apply(tr, shown) {
            if (!tr.docChanged) return shown;
            const mapped = shown.map(tr.mapping, tr.doc);
            const range = changedRange(tr);
            return range === undefined ? mapped : redraw(mapped, tr.doc, range);
          },
        },
        props: { decorations: (state) => key.getState(state) },
        appendTransaction: (_, before, state) => (before.selection.eq(state.selection) ? null : skipMarker(state)),
      }),
    ];
  },
});

/** Draws anew the blocks of the page that a range touches. */
function redraw(shown: DecorationSet, doc: Node, range: { readonly from: number; readonly to: number }): DecorationSet {
  const $from = doc.resolve(range.from);
  const $to = doc.resolve(range.to);
  const from = $from.depth > 0 ? $from.before(1) : range.from;
  const to = $to.depth > 0 ? $to.after(1) : range.to;
  const found = decorationsIn(doc, from, to);
  const old = shown.find(from, to).filter((each) => each.from >= from && each.to <= to);
  if (old.length === 0 && found.length === 0) return shown;
  return shown.remove(old).add(doc, found);
}

function decorationsIn(doc: Node, from: number, to: number): Decoration[] {
  const found: Decoration[] = [];
  doc.nodesBetween(from, to, (node, pos) => {
    const marker = alertMarker(node);
    if (marker !== undefined) found.push(...decorationsOf(node, pos, marker));
    return !node.isTextblock && node.type.name !== 'table';
  });
  return found;
}

function decorationsOf(node: Node, pos: number, { kind, length, isAlone }: AlertMarker): Decoration[] {
  const start = pos + 2;
  const look = calloutLook(kind);
  // One blank after the marker goes with it, unless it is what holds the line open.
  const blank = !isAlone && /^\s/.test(node.firstChild?.textContent.slice(length) ?? '') ? 1 : 0;
  const isBare = isAlone && (node.firstChild?.content.size ?? 0) === length;
  return [
    Decoration.node(pos, pos + node.nodeSize, { class: 'callout', 'data-callout': look }),
    Decoration.widget(pos + 1, (view, getPos) => kindPicker(view, getPos, kind), {
      side: -1,
      key: `callout-${kind}`,
      ignoreSelection: true,
      stopEvent: () => true,
    }),
    Decoration.inline(start, start + length + blank, { class: isBare ? 'callout-marker is-bare' : 'callout-marker' }),
  ];
}

/** The title of a callout: a list of the kinds, in the look of a heading. */
function kindPicker(view: EditorView, getPos: () => number | undefined, kind: string): HTMLElement {
  const own = calloutKinds.some((known) => known.kind === kind.toLowerCase())
    ? []
    : [element('option', { value: kind }, calloutName(kind))];
  const options = calloutKinds.map((known) => element('option', { value: known.kind }, known.name));
  const select = element('select', { class: 'callout-kind', 'aria-label': 'Kind of callout' }, ...own, ...options);
  select.value = own.length > 0 ? kind : kind.toLowerCase();
  select.disabled = !view.editable;
  select.addEventListener('change', () => {
    const pos = getPos();
    if (pos === undefined) return;
    const tr = setCalloutKind(view.state, pos - 1, select.value);
    if (tr !== undefined) view.dispatch(tr);
    view.focus();
  });
  return element('div', { class: 'callout-title', contenteditable: 'false' }, select);
}

/** Writes another kind into the marker of the callout at `pos`, in capitals or small letters as it was. */
export function setCalloutKind(state: EditorState, pos: number, kind: string): Transaction | undefined {
  const node = state.doc.nodeAt(pos);
  const marker = node === null ? undefined : alertMarker(node);
  if (marker === undefined) return undefined;
  const isSmall = marker.kind === marker.kind.toLowerCase();
  const from = pos + 4;
  return state.tr.insertText(isSmall ? kind.toLowerCase() : kind.toUpperCase(), from, from + marker.kind.length);
}

/** The marker before the cursor, where the cursor is in the first paragraph of a callout. */
function markerBefore({ selection, doc }: EditorState): { readonly start: number; readonly end: number } | undefined {
  const { $from, empty } = selection;
  if (!empty || $from.depth < 2 || $from.index(-1) > 0 || $from.parent.type.name !== 'paragraph') return undefined;
  const marker = alertMarker($from.node(-1));
  if (marker === undefined) return undefined;
  const start = $from.start();
  const end = start + marker.length;
  const hasBlank = end < $from.end() && /\s/.test(doc.textBetween(end, end + 1));
  return { start, end: hasBlank ? end + 1 : end };
}

function skipMarker(state: EditorState): Transaction | null {
  const marker = markerBefore(state);
  if (marker === undefined || !(state.selection instanceof TextSelection) || state.selection.from >= marker.end)
    return null;
  return state.tr.setSelection(TextSelection.create(state.doc, marker.end));
}

function leaveBackwards({ state, view }: Editor): boolean {
  const marker = markerBefore(state);
  if (marker === undefined || state.selection.from > marker.end) return false;
  const before = Selection.findFrom(state.doc.resolve(state.selection.$from.before(-1)), -1);
  if (before !== null) view.dispatch(state.tr.setSelection(before).scrollIntoView());
  return true;
}

/** Right after the marker, Backspace makes the callout the quote that it is. */
function takeOffMarker({ state, view }: Editor): boolean {
  const marker = markerBefore(state);
  if (marker === undefined || state.selection.from > marker.end) return false;
  view.dispatch(state.tr.delete(marker.start, marker.end).scrollIntoView());
  return true;
}
