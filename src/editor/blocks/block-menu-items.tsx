import { MenuGroup, MenuItem, MenuSeparator, shortcutLabel } from '#ui';
import type { Editor } from '@tiptap/core';
import { TextSelection, type Transaction } from '@tiptap/pm/state';
import { ArrowDown, ArrowUp, Copy, Trash2 } from 'lucide-react';
import { blockKinds, type BlockKind, type BlockSurroundings } from './block-kinds.ts';
import { deleteBlock, duplicateBlock, swapBlock } from './change-block.ts';
import { movableAt, type MovableBlock } from './movable-block.ts';

export interface BlockMenuItemsProps {
  readonly editor: Editor;
  /** Where the block that is meant begins. */
  readonly pos: number;
  readonly surroundings: () => BlockSurroundings;
}

const offered = new Set([
  'text',
  'h2',
  'h3',
  'h4',
  'bulletList',
  'orderedList',
  'taskList',
  'quote',
  'callout',
  'code',
]);

/** What can be done to one block. */
export function BlockMenuItems({ editor, pos, surroundings }: BlockMenuItemsProps) {
  const block = movableAt(editor.state.doc, pos);
  if (block === undefined) return null;
  const siblings = editor.state.doc.resolve(pos).parent.childCount;
  const index = editor.state.doc.resolve(pos).index();
  const run = (made: Transaction | undefined): void => {
    if (made !== undefined) editor.view.dispatch(made.scrollIntoView());
    editor.view.focus();
  };
  return (
    <>
      <MenuItem
        icon={<ArrowUp aria-hidden="true" />}
        shortcut={shortcutLabel('Alt+Shift+↑')}
        disabled={index === 0}
        onSelect={() => run(swapBlock(editor.state, block, -1))}
      >
        Move up
      </MenuItem>
      <MenuItem
        icon={<ArrowDown aria-hidden="true" />}
        shortcut={shortcutLabel('Alt+Shift+↓')}
        disabled={index === siblings - 1}
        onSelect={() => run(swapBlock(editor.state, block, 1))}
      >
        Move down
      </MenuItem>
      <MenuItem icon={<Copy aria-hidden="true" />} onSelect={() => run(duplicateBlock(editor.state, block))}>
        Duplicate
      </MenuItem>
      <MenuItem icon={<Trash2 aria-hidden="true" />} danger onSelect={() => run(deleteBlock(editor.state, block))}>
        Delete
      </MenuItem>
      {isText(block) && (
        <>
          <MenuSeparator />
          <MenuGroup name="Turn into">
            {blockKinds
              .filter(({ id }) => offered.has(id))
              .map((kind) => (
                <MenuItem
                  key={kind.id}
                  onSelect={() => turnInto(editor, { block, kind, surroundings: surroundings() })}
                >
                  {kind.name}
                </MenuItem>
              ))}
          </MenuGroup>
        </>
      )}
    </>
  );
}

/** Text, lists and quotes can become one another; a table or source can't. */
function isText({ node }: MovableBlock): boolean {
  let isPlain = true;
  node.descendants((child) => {
    if (child.isBlock && (child.type.name === 'table' || child.type.name === 'lockedBlock')) isPlain = false;
    return isPlain && child.isBlock;
  });
  return isPlain && node.content.size + (node.isTextblock ? 1 : 0) > 0 && node.type.name !== 'table';
}

interface Turning {
  readonly block: MovableBlock;
  readonly kind: BlockKind;
  readonly surroundings: BlockSurroundings;
}

function turnInto(editor: Editor, { block, kind, surroundings }: Turning): void {
  const { doc } = editor.state;
  const range = TextSelection.between(doc.resolve(block.pos + 1), doc.resolve(block.pos + block.node.nodeSize - 1));
  // The selection stays where it is when it is in the block.
  const { from, to } = editor.state.selection;
  const isInside = from > block.pos && to < block.pos + block.node.nodeSize && block.node.isTextblock;
  if (!isInside) editor.view.dispatch(editor.state.tr.setSelection(range));
  kind.apply(editor, surroundings);
  editor.commands.setTextSelection(editor.state.selection.to);
  editor.view.focus();
}
