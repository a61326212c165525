import type { Command } from '@tiptap/pm/state';
import { isInTable, selectedRect } from '@tiptap/pm/tables';

/** Aligns every cell of the columns that the selection touches; Markdown knows one alignment for a whole column. */
export function alignColumn(align: 'left' | 'center' | 'right' | null): Command {
  return (state, dispatch) => {
    if (!isInTable(state)) return false;
    const rect = selectedRect(state);
    const { tr } = state;
    for (let row = 0; row < rect.map.height; row += 1) {
      for (let column = rect.left; column < rect.right; column += 1) {
        const pos = rect.map.map[row * rect.map.width + column];
        if (pos !== undefined) tr.setNodeAttribute(rect.tableStart + pos, 'align', align);
      }
    }
    dispatch?.(tr);
    return true;
  };
}
