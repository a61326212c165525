import { Extension, type Editor, type Extensions } from '@tiptap/core';
import { Dropcursor, Gapcursor, Placeholder, UndoRedo } from '@tiptap/extensions';
import { Plugin } from '@tiptap/pm/state';
import type { SlashParts } from '../blocks/slash-entries.ts';
import type { ImageViewParts } from '../views/image-view.ts';
import { Callouts } from './callouts.ts';
import { FoundMarks } from '../find/found-marks.ts';
import { ClipboardParser } from './clipboard-parser.ts';
import { clipboardSerializer } from './clipboard-serializer.ts';
import { CodeHighlight } from './code-highlight.ts';
import { containers } from './containers.ts';
import { CurrentBlock } from './current-block.ts';
import { Footnotes } from './footnotes.ts';
import { inlineNodes } from './inline-nodes.ts';
import { KeptSelection } from './kept-selection.ts';
import { marks } from './marks.ts';
import { nodeFromSpec } from './node-from-spec.ts';
import { pastedImages, type PastedImagesParts } from '../paste/pasted-images.ts';
import { pastedMarkdown } from '../paste/pasted-markdown.ts';
import { uploadPlaces } from '../paste/uploads.ts';
import { pasteLink } from './paste-link.ts';
import { pictureKeys } from './picture-keys.ts';
import { SettledScroll } from './settled-scroll.ts';
import { SlashMenu } from './slash-menu.ts';
import { tables } from './tables.ts';
import { textBlocks } from './text-blocks.ts';
import { WritingKeys } from './writing-keys.ts';

export interface EditorActions extends ImageViewParts {
  readonly onLink: (editor: Editor) => void;
  /** Alt+F10: to the toolbar, as the ARIA practices have it. */
  readonly onToolbar: () => void;
  /** What the slash menu needs, asked for when an entry is picked. */
  readonly slashParts?: () => SlashParts;
  /** What becomes of pasted pictures and texts; without it pictures stay out. */
  readonly pasting?: PastedImagesParts;
}

/** Everything the editor is made of: the schema of `#markdown`, drawn, and what writing needs besides. */
export function postExtensions(actions: EditorActions): Extensions {
  return [
    nodeFromSpec('doc'),
    ...textBlocks(),
    ...containers(),
    ...tables(),
    ...inlineNodes(actions),
    ...marks(),
    KeptSelection,
    WritingKeys,
    SettledScroll,
    CurrentBlock,
    Footnotes,
    Callouts,
    CodeHighlight,
    actions.slashParts === undefined ? SlashMenu : SlashMenu.configure({ parts: actions.slashParts }),
    FoundMarks,
    pictureKeys(actions),
    UndoRedo.configure({ depth: 500 }),
    Dropcursor.configure({ width: 2, class: 'drop-cursor' }),
    Gapcursor,
    Placeholder.configure({ placeholder: 'Write…', showOnlyCurrent: true }),
    Extension.create({
      name: 'screenKeys',
      addKeyboardShortcuts() {
        return {
          'Mod-k': () => {
            // Where there is nothing to link, the keys are the screen's.
            if (this.editor.state.selection.empty && !this.editor.isActive('link')) return false;
            actions.onLink(this.editor);
            return true;
          },
          'Alt-F10': () => {
            actions.onToolbar();
            return true;
          },
        };
      },
      addProseMirrorPlugins() {
        return [
          pasteLink(),
          ...(actions.pasting === undefined
            ? []
            : [pastedMarkdown(actions.pasting.news), uploadPlaces(), pastedImages(actions.pasting)]),
          new Plugin({
            props: {
              clipboardParser: new ClipboardParser(this.editor.schema),
              clipboardSerializer: clipboardSerializer(this.editor.schema),
            },
          }),
        ];
      },
    }),
  ];
}
