import { Menu } from '#ui';
import type { Editor } from '@tiptap/core';
import { GripVertical } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { BlockMenuItems } from './block-menu-items.tsx';
import type { BlockSurroundings } from './block-kinds.ts';
import { blockUnder } from './block-under.ts';
import { dragBlock } from './drag-block.ts';
import { movableAt, selectedBlock } from './movable-block.ts';

export interface BlockHandleProps {
  readonly editor: Editor;
  readonly surroundings: () => BlockSurroundings;
}

/**
 * The handle beside the block under the pointer: dragging moves the block, a click or Alt+Shift+Enter in the text opens its menu.
 * It is placed without drawing anything anew.
 */
export function BlockHandle({ editor, surroundings }: BlockHandleProps) {
  const handle = useRef<HTMLButtonElement>(null);
  const line = useRef<HTMLDivElement>(null);
  // The release that ends a drag, or the press that closed the menu.
  const isNoClick = useRef(false);
  const block = useRef<number | null>(null);
  const [openAt, setOpenAt] = useState<number | null>(null);

  useEffect(() => {
    const button = handle.current;
    const frame = button?.parentElement;
    if (button === null || frame === null || frame === undefined) return undefined;
    let request = 0;
    const place = (pos: number, rect: DOMRect): void => {
      block.current = pos;
      button.style.top = `${rect.top - frame.getBoundingClientRect().top + Math.min(4, rect.height / 2 - 14)}px`;
      button.dataset['shown'] = '';
    };
    const hide = (): void => {
      delete button.dataset['shown'];
    };
    const follow = (event: PointerEvent): void => {
      if (event.pointerType === 'touch' || event.buttons !== 0 || request !== 0) return;
      request = requestAnimationFrame(() => {
        request = 0;
        if (button.getAttribute('aria-expanded') === 'true' || button.matches(':hover')) return;
        const found = blockUnder(editor.view, event.clientX, event.clientY);
        if (found !== undefined) place(found.pos, found.rect);
        else hide();
      });
    };
    const press = (event: KeyboardEvent): void => {
      if (event.key !== 'Enter' || !event.altKey || !event.shiftKey) {
        // What is typed moves what is below: the handle comes back with the pointer.
        hide();
        return;
      }
      const found = selectedBlock(editor.state);
      const dom = found === undefined ? null : editor.view.nodeDOM(found.pos);
      if (found === undefined || !(dom instanceof Element)) return;
      event.preventDefault();
      event.stopPropagation();
      place(found.pos, dom.getBoundingClientRect());
      setOpenAt(found.pos);
    };
    const leave = (): void => {
      if (button.getAttribute('aria-expanded') !== 'true') hide();
    };
    const { dom } = editor.view;
    frame.addEventListener('pointermove', follow);
    frame.addEventListener('pointerleave', leave);
    dom.addEventListener('keydown', press, { capture: true });
    return () => {
      cancelAnimationFrame(request);
      frame.removeEventListener('pointermove', follow);
      frame.removeEventListener('pointerleave', leave);
      dom.removeEventListener('keydown', press, { capture: true });
    };
  }, [editor]);

  const open = (): void => {
    const isBlock = block.current !== null && movableAt(editor.state.doc, block.current) !== undefined;
    setOpenAt(isBlock ? block.current : null);
  };
  return (
    <>
      <div ref={line} hidden className="drop-line" />
      <Menu
        open={openAt !== null}
        // A press opens nothing yet: it may become a drag, and an open menu would act where that ends.
        onOpenChange={(isOpen) => !isOpen && setOpenAt(null)}
        finalFocus={() => editor.view.dom}
        trigger={
          <button
            ref={handle}
            type="button"
            tabIndex={-1}
            aria-label="Block"
            title="Drag to move, press for more (Alt+Shift+Enter)"
            className="block-handle"
            onPointerDown={(event) => {
              isNoClick.current = openAt !== null;
              const from = block.current === null ? undefined : movableAt(editor.state.doc, block.current);
              const drop = line.current;
              if (event.button !== 0 || from === undefined || drop === null) return;
              dragBlock(editor, {
                block: from,
                line: drop,
                start: event.nativeEvent,
                onDragged: () => (isNoClick.current = true),
              });
            }}
            onClick={() => {
              if (!isNoClick.current) open();
              isNoClick.current = false;
            }}
          >
            <GripVertical aria-hidden="true" />
          </button>
        }
      >
        {openAt !== null && <BlockMenuItems editor={editor} pos={openAt} surroundings={surroundings} />}
      </Menu>
    </>
  );
}
