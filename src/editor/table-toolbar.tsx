import { Menu, MenuItem, MenuSeparator, Toolbar, ToolbarButton, ToolbarGroup, shortcutLabel } from '#ui';
import type { Editor } from '@tiptap/core';
import { deleteTable } from '@tiptap/pm/tables';
import type { Command } from '@tiptap/pm/state';
import {
  ArrowDown,
  ArrowLeft,
  ArrowRight,
  ArrowUp,
  BetweenHorizontalEnd,
  BetweenHorizontalStart,
  BetweenVerticalEnd,
  BetweenVerticalStart,
  ChevronDown,
  TableColumnsSplit,
  TableRowsSplit,
  TextAlignCenter,
  TextAlignEnd,
  TextAlignStart,
  TextSelect,
  Trash2,
} from 'lucide-react';
import {
  addColumn,
  addRow,
  alignColumns,
  deleteColumns,
  deleteRows,
  moveColumns,
  moveRows,
  selectColumns,
  selectRows,
} from './commands/edit-table.ts';

export interface TableToolbarProps {
  readonly editor: Editor;
  /** Of the column that the cursor is in. */
  readonly align: string | null;
}

/** What can be done to the table that the cursor is in. */
export function TableToolbar({ editor, align }: TableToolbarProps) {
  const run = (command: Command) => () => {
    command(editor.state, editor.view.dispatch);
    // After a menu, which gives the focus back to its button first.
    requestAnimationFrame(() => {
      if (!editor.isDestroyed) editor.view.focus();
    });
  };
  const alignments = [
    ['left', 'Align left', <TextAlignStart key="left" aria-hidden="true" />],
    ['center', 'Align centre', <TextAlignCenter key="center" aria-hidden="true" />],
    ['right', 'Align right', <TextAlignEnd key="right" aria-hidden="true" />],
  ] as const;
  return (
    // Where the toolbars are one strip to be pushed along, what is about the cursor's place comes first.
    <Toolbar name="Table" className="max-md:order-first max-md:flex-nowrap">
      <ToolbarGroup name="Rows and columns">
        <Menu
          trigger={
            <ToolbarButton name="Row" wide>
              Row <ChevronDown aria-hidden="true" />
            </ToolbarButton>
          }
        >
          <MenuItem icon={<BetweenVerticalStart aria-hidden="true" />} onSelect={run(addRow('before'))}>
            Add a row above
          </MenuItem>
          <MenuItem icon={<BetweenVerticalEnd aria-hidden="true" />} onSelect={run(addRow('after'))}>
            Add a row below
          </MenuItem>
          <MenuItem
            icon={<ArrowUp aria-hidden="true" />}
            shortcut={shortcutLabel('Alt+Shift+↑')}
            onSelect={run(moveRows(-1))}
          >
            Move the row up
          </MenuItem>
          <MenuItem
            icon={<ArrowDown aria-hidden="true" />}
            shortcut={shortcutLabel('Alt+Shift+↓')}
            onSelect={run(moveRows(1))}
          >
            Move the row down
          </MenuItem>
          <MenuItem icon={<TextSelect aria-hidden="true" />} onSelect={run(selectRows)}>
            Select the row
          </MenuItem>
          <MenuSeparator />
          <MenuItem danger icon={<TableRowsSplit aria-hidden="true" />} onSelect={run(deleteRows)}>
            Delete the row
          </MenuItem>
        </Menu>
        <Menu
          trigger={
            <ToolbarButton name="Column" wide>
              Column <ChevronDown aria-hidden="true" />
            </ToolbarButton>
          }
        >
          <MenuItem icon={<BetweenHorizontalStart aria-hidden="true" />} onSelect={run(addColumn('before'))}>
            Add a column before
          </MenuItem>
          <MenuItem icon={<BetweenHorizontalEnd aria-hidden="true" />} onSelect={run(addColumn('after'))}>
            Add a column after
          </MenuItem>
          <MenuItem
            icon={<ArrowLeft aria-hidden="true" />}
            shortcut={shortcutLabel('Alt+Shift+←')}
            onSelect={run(moveColumns(-1))}
          >
            Move the column left
          </MenuItem>
          <MenuItem
            icon={<ArrowRight aria-hidden="true" />}
            shortcut={shortcutLabel('Alt+Shift+→')}
            onSelect={run(moveColumns(1))}
          >
            Move the column right
          </MenuItem>
          <MenuItem icon={<TextSelect aria-hidden="true" />} onSelect={run(selectColumns)}>
            Select the column
          </MenuItem>
          <MenuSeparator />
          <MenuItem danger icon={<TableColumnsSplit aria-hidden="true" />} onSelect={run(deleteColumns)}>
            Delete the column
          </MenuItem>
        </Menu>
      </ToolbarGroup>
      <ToolbarGroup name="Alignment of the column">
        {alignments.map(([value, name, icon]) => (
          <ToolbarButton
            key={value}
            name={name}
            pressed={align === value}
            onClick={run(alignColumns(align === value ? null : value))}
          >
            {icon}
          </ToolbarButton>
        ))}
      </ToolbarGroup>
      <ToolbarButton name="Delete the table" onClick={run(deleteTable)}>
        <Trash2 aria-hidden="true" />
      </ToolbarButton>
    </Toolbar>
  );
}
