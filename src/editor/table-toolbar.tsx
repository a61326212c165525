import { Toolbar, ToolbarButton, ToolbarGroup, ToolbarSeparator } from '#ui';
import type { Editor } from '@tiptap/core';
import { addColumnAfter, addRowAfter, deleteColumn, deleteRow, deleteTable } from '@tiptap/pm/tables';
import type { Command } from '@tiptap/pm/state';
import {
  TextAlignCenter,
  TextAlignEnd,
  TextAlignStart,
  BetweenHorizontalEnd,
  BetweenVerticalEnd,
  TableColumnsSplit,
  TableRowsSplit,
  Trash2,
} from 'lucide-react';
import { alignColumn } from './commands/align-column.ts';

export interface TableToolbarProps {
  readonly editor: Editor;
  /** Of the column that the cursor is in. */
  readonly align: string | null;
}

/** What can be done to the table that the cursor is in. */
export function TableToolbar({ editor, align }: TableToolbarProps) {
  const run = (command: Command) => () => {
    command(editor.state, editor.view.dispatch);
    editor.commands.focus();
  };
  const alignments = [
    ['left', 'Align left', <TextAlignStart key="left" aria-hidden="true" />],
    ['center', 'Align centre', <TextAlignCenter key="center" aria-hidden="true" />],
    ['right', 'Align right', <TextAlignEnd key="right" aria-hidden="true" />],
  ] as const;
  return (
    <Toolbar name="Table">
      <ToolbarSeparator />
      <ToolbarGroup name="Rows and columns">
        <ToolbarButton name="Add a row below" onClick={run(addRowAfter)}>
          <BetweenVerticalEnd aria-hidden="true" />
        </ToolbarButton>
        <ToolbarButton name="Add a column after" onClick={run(addColumnAfter)}>
          <BetweenHorizontalEnd aria-hidden="true" />
        </ToolbarButton>
        <ToolbarButton name="Delete the row" onClick={run(deleteRow)}>
          <TableRowsSplit aria-hidden="true" />
        </ToolbarButton>
        <ToolbarButton name="Delete the column" onClick={run(deleteColumn)}>
          <TableColumnsSplit aria-hidden="true" />
        </ToolbarButton>
      </ToolbarGroup>
      <ToolbarGroup name="Alignment of the column">
        {alignments.map(([value, name, icon]) => (
          <ToolbarButton
            key={value}
            name={name}
            pressed={align === value}
            onClick={run(alignColumn(align === value ? null : value))}
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
