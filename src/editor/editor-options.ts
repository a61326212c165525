import type { EventChannel } from '#base';
import type { Editor, EditorOptions } from '@tiptap/core';
import type { Node } from 'prosemirror-model';
import type { CalloutStyle } from '#markdown';
import { readLinkTarget } from './commands/edit-link.ts';
import { readDocument } from './convert-document.ts';
import type { EditorEvent } from './editor-event.ts';
import { postExtensions } from './extensions/post-extensions.ts';
import type { PastedImagesParts } from './paste/pasted-images.ts';
import { NodeSelection, Selection } from '@tiptap/pm/state';
import { openLinkOnClick } from './open-link.ts';
import type { LoadImage } from './views/draw-picture.ts';

export interface EditorSetup {
  readonly document: Node;
  readonly editable: boolean;
  readonly loadImage: LoadImage;
  readonly events: EventChannel<EditorEvent>;
  /** How the repository writes callouts, as far as that is known by now. */
  readonly calloutStyle: () => CalloutStyle;
  readonly pasting: PastedImagesParts;
}

/** Pixels kept free around the caret when it scrolls into view: above it stick the header and the toolbar. */
const caretRoom = { top: 112, right: 8, bottom: 40, left: 8 };

/** What a new editor starts with. It tells the screen of everything through `events`. */
export function editorOptions({
  document,
  editable,
  loadImage,
  events,
  calloutStyle,
  pasting,
}: EditorSetup): Partial<EditorOptions> {
  return {
    extensions: postExtensions({
      loadImage,
      pasting,
      onImage: (initial, pos) => events.emit({ kind: 'image', pos, initial }),
      onLink: (editor) => events.emit({ kind: 'link', target: readLinkTarget(editor) }),
      onToolbar: () => events.emit({ kind: 'toolbar' }),
      slashParts: () => ({
        calloutStyle: calloutStyle(),
        onNewImage: () => events.emit({ kind: 'image', pos: null, initial: null }),
      }),
    }),
    content: document.toJSON(),
    editable,
    // Its style sheet is written as HTML, which Trusted Types forbid; ours is editor.css.
    injectCSS: false,
    // It would look for what each key deleted, and nobody asks.
    enableCoreExtensions: { delete: false },
    editorProps: {
      attributes: {
        class: 'prose post-body',
        role: 'textbox',
        'aria-label': 'Post body',
        'aria-multiline': 'true',
        'aria-readonly': String(!editable),
        spellcheck: 'true',
        translate: 'no',
      },
      handleClick: openLinkOnClick,
      scrollThreshold: caretRoom,
      scrollMargin: caretRoom,
    },
    // Asked for twice, each time made anew, they would have the whole document drawn twice.
    onBeforeCreate({ editor: { extensionManager } }) {
      const { nodeViews, markViews } = extensionManager;
      Object.defineProperties(extensionManager, { nodeViews: { value: nodeViews }, markViews: { value: markViews } });
    },
    onCreate({ editor }) {
      leaveFirstPicture(editor);
    },
    onUpdate({ editor, transaction }) {
      if (transaction.docChanged) events.emit({ kind: 'changed', readDocument: () => readDocument(editor) });
    },
  };
}

/** A post that begins with a picture would open with that selected, its toolbar in the way, and the first key would replace it. */
function leaveFirstPicture({ state, view }: Editor): void {
  if (!(state.selection instanceof NodeSelection)) return;
  const text = Selection.findFrom(state.doc.resolve(0), 1, true);
  if (text !== null) view.dispatch(state.tr.setSelection(text).setMeta('addToHistory', false));
}
