import type { EventChannel } from '#base';
import type { Editor } from '@tiptap/core';
import { readLinkTarget } from '../commands/edit-link.ts';
import type { EditorEvent } from '../editor-event.ts';
import { BlockHandle } from './block-handle.tsx';
import { BubbleMenu } from './bubble-menu.tsx';
import type { CalloutStyle } from '#markdown';
import { SlashList } from './slash-list.tsx';

export interface BlockToolsProps {
  readonly editor: Editor;
  readonly events: EventChannel<EditorEvent>;
  readonly calloutStyle: () => CalloutStyle;
}

/** What floats over the text while one writes: the slash menu, formats beside a selection, the handle of a block. */
export function BlockTools({ editor, events, calloutStyle }: BlockToolsProps) {
  const parts = () => ({
    calloutStyle: calloutStyle(),
    onNewImage: () => events.emit({ kind: 'image', pos: null, initial: null }),
  });
  return (
    <>
      <BlockHandle editor={editor} surroundings={parts} />
      <BubbleMenu editor={editor} onLink={() => events.emit({ kind: 'link', target: readLinkTarget(editor) })} />
      <SlashList editor={editor} parts={parts} />
    </>
  );
}
