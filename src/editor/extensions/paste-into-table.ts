import { Plugin } from '@tiptap/pm/state';
import { CellSelection } from '@tiptap/pm/tables';
import { pasteCells, pastedCells, tabbedCells, wordsAsCell } from '../commands/paste-cells.ts';
import { readGrid } from '../commands/table-grid.ts';

/** Cells pasted into a table go into its cells, words over selected cells into each of them; the first row stays the header and columns keep their alignment. */
export function pasteIntoTable(): Plugin {
  return new Plugin({
    props: {
      handlePaste(view, event, slice) {
        if (readGrid(view.state) === undefined) return false;
        const data = event.clipboardData;
        const isPlain = (data?.getData('text/html') ?? '') === '';
        const cells = isPlain
          ? tabbedCells(view.state, data?.getData('text/plain') ?? '')
          : (pastedCells(slice) ??
            (view.state.selection instanceof CellSelection ? wordsAsCell(view.state, slice) : undefined));
        const tr = cells === undefined ? undefined : pasteCells(view.state, cells);
        if (tr === undefined) return false;
        view.dispatch(tr.setMeta('paste', true).setMeta('uiEvent', 'paste'));
        return true;
      },
    },
  });
}
