import { Extension } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { Plugin, PluginKey, type EditorState, type Transaction } from '@tiptap/pm/state';
import { AttrStep } from '@tiptap/pm/transform';
import { Decoration, DecorationSet, type EditorView } from '@tiptap/pm/view';
import { changedRange } from '../blocks/changed-range.ts';
import { languageOf } from '../blocks/code-info.ts';
import type { HighlightCode } from '../blocks/highlight-code.ts';

interface Highlight {
  readonly shown: DecorationSet;
  /** Where the blocks begin that are to be coloured anew. */
  readonly stale: readonly number[];
}

interface Coloured {
  readonly pos: number;
  readonly decorations: readonly Decoration[];
}

const key = new PluginKey<Highlight>('codeHighlight');
/** Code that is longer, in UTF-16 units, is not coloured. */
const longest = 50_000;
/** How long the text rests before code is coloured, in milliseconds. */
const rest = 150;

/** Colours of code, block by block, when nothing is being typed. The code for it comes when the first block needs it. */
export const CodeHighlight = Extension.create({
  name: 'codeHighlight',
  addProseMirrorPlugins: () => [
    new Plugin<Highlight>({
      key,
      state: {
        init: (_, { doc }) => ({ shown: DecorationSet.empty, stale: codeBlocksIn(doc, 0, doc.content.size) }),
        apply,
      },
      props: { decorations: (state) => key.getState(state)?.shown },
      view: (view) => new Colouring(view),
    }),
  ],
});

function apply(tr: Transaction, before: Highlight): Highlight {
  // Only this file sets it, with this shape.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  const coloured = tr.getMeta(key) as readonly Coloured[] | undefined;
  if (coloured !== undefined) return colour(before, coloured, tr.doc);
  if (!tr.docChanged) return before;
  const shown = before.shown === DecorationSet.empty ? before.shown : before.shown.map(tr.mapping, tr.doc);
  const stale = new Set(before.stale.map((pos) => tr.mapping.map(pos)));
  const range = changedRange(tr);
  if (range !== undefined) for (const pos of codeBlocksIn(tr.doc, range.from, range.to)) stale.add(pos);
  tr.steps.forEach((step, index) => {
    if (step instanceof AttrStep) stale.add(tr.mapping.slice(index + 1).map(step.pos));
  });
  return { shown, stale: [...stale] };
}

function colour(before: Highlight, coloured: readonly Coloured[], doc: Node): Highlight {
  let { shown } = before;
  const done = new Set(coloured.map(({ pos }) => pos));
  for (const { pos, decorations } of coloured) {
    const node = doc.nodeAt(pos);
    if (node === null) continue;
    shown = shown.remove(shown.find(pos + 1, pos + node.nodeSize - 1)).add(doc, [...decorations]);
  }
  return { shown, stale: before.stale.filter((pos) => !done.has(pos)) };
}

function codeBlocksIn(doc: Node, from: number, to: number): number[] {
  const found: number[] = [];
  doc.nodesBetween(from, to, (node, pos) => {
    if (node.type.name === 'codeBlock') found.push(pos);
    return !node.isTextblock && node.type.name !== 'table';
  });
  return found;
}

/** Waits for a rest in the writing, colours what is stale for as long as the browser is idle, and goes on at the next rest. */
class Colouring {
  readonly #view: EditorView;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #idle: number | undefined;
  #highlight: HighlightCode | undefined;
  #isGone = false;

  constructor(view: EditorView) {
    this.#view = view;
    this.#wait();
  }

  update(view: EditorView, before: EditorState): void {
    if (view.state.doc !== before.doc) this.#wait();
  }

  destroy(): void {
    this.#isGone = true;
    this.#stop();
  }

  #stop(): void {
    if (this.#timer !== undefined) clearTimeout(this.#timer);
    if (this.#idle !== undefined && typeof cancelIdleCallback === 'function') cancelIdleCallback(this.#idle);
    this.#timer = undefined;
    this.#idle = undefined;
  }

  #wait(): void {
    this.#stop();
    if ((key.getState(this.#view.state)?.stale.length ?? 0) === 0) return;
    this.#timer = setTimeout(() => {
      this.#load().catch((error: unknown) => {
        // Without a network the code stays in one colour.
        if (!this.#isGone && navigator.onLine) reportError(error);
      });
    }, rest);
  }

  async #load(): Promise<void> {
    this.#highlight ??= (await import('../blocks/highlight-code.ts')).highlightCode;
    if (this.#isGone) return;
    if (typeof requestIdleCallback === 'function')
      this.#idle = requestIdleCallback((deadline) => this.#colour(() => deadline.timeRemaining() > 5), {
        timeout: 2_000,
      });
    else this.#colour(() => true);
  }

  #colour(hasTime: () => boolean): void {
    const { state, composing } = this.#view;
    const highlight = this.#highlight;
    if (highlight === undefined || this.#isGone) return;
    // New elements around the cursor would end a composition.
    if (composing) {
      this.#wait();
      return;
    }
    const coloured: Coloured[] = [];
    for (const pos of key.getState(state)?.stale ?? []) {
      coloured.push({ pos, decorations: decorationsOf(state.doc.nodeAt(pos), pos, highlight) });
      if (!hasTime()) break;
    }
    if (coloured.length > 0) this.#view.dispatch(state.tr.setMeta(key, coloured).setMeta('addToHistory', false));
    this.#wait();
  }
}

function decorationsOf(node: Node | null, pos: number, highlight: HighlightCode): readonly Decoration[] {
  if (node?.type.name !== 'codeBlock' || node.content.size > longest) return [];
  const language = languageOf(node.attrs['info']);
  if (language === '') return [];
  return highlight(language, node.textContent).map(({ from, to, kind }) =>
    Decoration.inline(pos + 1 + from, pos + 1 + to, { class: `hl-${kind}` }),
  );
}
