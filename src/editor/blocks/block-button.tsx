import { Menu, ToolbarButton } from '#ui';
import type { Editor } from '@tiptap/core';
import { GripVertical } from 'lucide-react';
import { useState, useSyncExternalStore } from 'react';
import { BlockMenuItems } from './block-menu-items.tsx';
import type { BlockSurroundings } from './block-kinds.ts';
import { selectedBlock } from './movable-block.ts';

export interface BlockButtonProps {
  readonly editor: Editor;
  readonly surroundings: () => BlockSurroundings;
}

/** For fingers, which have no handle beside the text: the menu of the block that the cursor is in, as a button of the toolbar. */
export function BlockButton({ editor, surroundings }: BlockButtonProps) {
  const isTouch = useSyncExternalStore(followPointer, isPointerCoarse);
  const [openAt, setOpenAt] = useState<number | null>(null);
  if (!isTouch) return null;
  return (
    <Menu
      open={openAt !== null}
      onOpenChange={(isOpen) => setOpenAt(isOpen ? (selectedBlock(editor.state)?.pos ?? null) : null)}
      finalFocus={() => editor.view.dom}
      trigger={
        <ToolbarButton name="Block menu">
          <GripVertical aria-hidden="true" />
        </ToolbarButton>
      }
    >
      {openAt !== null && <BlockMenuItems editor={editor} pos={openAt} surroundings={surroundings} />}
    </Menu>
  );
}

const query = '(pointer: coarse)';

function isPointerCoarse(): boolean {
  return window.matchMedia(query).matches;
}

function followPointer(onChange: () => void): () => void {
  const media = window.matchMedia(query);
  media.addEventListener('change', onChange);
  return () => media.removeEventListener('change', onChange);
}
