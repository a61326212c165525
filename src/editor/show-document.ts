import { diffSequence } from '#markdown';
import type { Editor } from '@tiptap/core';
import type { Node } from 'prosemirror-model';
import { closeHistory } from '@tiptap/pm/history';
import type { Selection, Transaction } from '@tiptap/pm/state';

/**
 * Shows another version of the post in an editor that is in use: only what differs is replaced, so the cursor and the
 * undo history stay with the words they belong to. Not reported as a change; a step of undo where that is asked for.
 */
export function showDocument(editor: Editor, document: Node, { undoable = false }: ShowOptions = {}): void {
  const { state, schema, view } = editor;
  const wanted = schema.nodeFromJSON(document.toJSON());
  if (state.doc.eq(wanted)) return;
  const { tr } = state;
  const [, word = '', spaces = ''] = /(\S+)( +)$/.exec(textBefore(state.selection)) ?? [];
  replaceDifferences(tr, wanted);
  // Markdown has no spaces at the end of a text. Without them, who goes on to write would find two words grown together.
  if (spaces !== '' && textBefore(tr.selection).endsWith(word)) tr.insertText(spaces, tr.selection.head);
  view.dispatch((undoable ? closeHistory(tr) : tr.setMeta('addToHistory', false)).setMeta('preventUpdate', true));
}

/** The text of the block that the cursor is at the end of; empty where it is elsewhere. */
function textBefore({ empty, $head }: Selection): string {
  const { parent, parentOffset } = $head;
  const isAtEnd = empty && parent.isTextblock && !parent.type.spec.code && parentOffset === parent.content.size;
  return isAtEnd ? parent.textContent : '';
}

export interface ShowOptions {
  /** Undo takes the change back: the person made it elsewhere, as in the source. */
  readonly undoable?: boolean;
}

/** Makes the transaction's document `wanted`, of the same schema, by replacing only what differs. */
export function replaceDifferences(tr: Transaction, wanted: Node): void {
  // From the end, so that the places of what is still to come stay the same.
  for (const stretch of differences(tr.doc, wanted).toReversed()) replaceStretch(tr, wanted, stretch);
  if (!tr.doc.eq(wanted)) tr.replaceWith(0, tr.doc.content.size, wanted.content);
}

/** Positions of neighbouring blocks that differ, in the document shown and in the one wanted. */
interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly wantedFrom: number;
  readonly wantedTo: number;
}

function differences(shown: Node, wanted: Node): readonly Stretch[] {
  const kept = diffSequence(shown.children, wanted.children, (a, b) => a.eq(b));
  const shownAt = offsets(shown);
  const wantedAt = offsets(wanted);
  const found: Stretch[] = [];
  let [next, wantedNext] = [0, 0];
  for (let index = 0; index <= wanted.childCount; index += 1) {
    const old = index === wanted.childCount ? shown.childCount : (kept[index] ?? -1);
    if (old < 0) continue;
    if (old > next || index > wantedNext) {
      found.push({
        from: shownAt[next] ?? 0,
        to: shownAt[old] ?? 0,
        wantedFrom: wantedAt[wantedNext] ?? 0,
        wantedTo: wantedAt[index] ?? 0,
      });
    }
    [next, wantedNext] = [old + 1, index + 1];
  }
  return found;
}

/** Where each child begins, and where the last one ends. */
function offsets(node: Node): readonly number[] {
  const found = [0];
  node.forEach((child, offset) => found.push(offset + child.nodeSize));
  return found;
}

function replaceStretch(tr: Transaction, wanted: Node, { from, to, wantedFrom, wantedTo }: Stretch): void {
  const before = tr.doc.content.cut(from, to);
  const after = wanted.content.cut(wantedFrom, wantedTo);
  const start = before.findDiffStart(after);
  const end = before.findDiffEnd(after);
  if (start === null || end === null) return;
  // The same text on both sides of a difference is found twice.
  const overlap = Math.max(0, start - Math.min(end.a, end.b));
  const slice = wanted.slice(wantedFrom + start, wantedFrom + end.b + overlap);
  tr.replace(from + start, from + end.a + overlap, slice);
}
