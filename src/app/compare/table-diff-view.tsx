import type { CellDiff, Fate, RowDiff } from '#content';
import { classNames } from '#ui';
import { Changed, InlineDiffView } from './inline-diff-view.tsx';

const rowLooks: Readonly<
  Record<Fate['change'], { readonly look: string; readonly sign: string; readonly words: string }>
> = {
  same: { look: '', sign: '', words: '' },
  changed: { look: '', sign: '', words: '' },
  added: { look: 'bg-added-wash', sign: '+', words: 'New row' },
  removed: { look: 'bg-removed-wash line-through', sign: '−', words: 'Removed row' },
  'moved-from': { look: 'text-ink-soft italic', sign: '↕', words: 'Row moved from here' },
  'moved-to': { look: 'bg-accent-wash', sign: '↕', words: 'Row moved to here' },
};

/** A table with the cells, rows and columns that went and came. */
export function TableDiffView({ rows, path }: { readonly rows: readonly RowDiff[]; readonly path: string }) {
  return (
    <div className="overflow-x-auto">
      <table>
        <tbody>
          {rows.map((row, index) => {
            const { look, sign, words } = rowLooks[row.change];
            return (
              // A row has no identity but its place.
              // oxlint-disable-next-line react/no-array-index-key
              <tr key={index} className={look}>
                {row.cells.map((cell, column) => (
                  // oxlint-disable-next-line react/no-array-index-key
                  <Cell key={column} cell={cell} isHeader={row.isHeader} path={path}>
                    {column === 0 && sign !== '' && (
                      <>
                        <span aria-hidden="true" className="me-1 inline-block font-bold no-underline">
                          {sign}
                        </span>
                        <span className="sr-only">{words}: </span>
                      </>
                    )}
                  </Cell>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

interface CellProps {
  readonly cell: CellDiff;
  readonly isHeader: boolean;
  readonly path: string;
  readonly children: React.ReactNode;
}

function Cell({ cell, isHeader, path, children }: CellProps) {
  const Tag = isHeader ? 'th' : 'td';
  const look = { same: '', added: 'bg-added-wash', removed: 'bg-removed-wash' }[cell.change];
  return (
    <Tag className={classNames(look, cell.align === 'right' && 'text-end', cell.align === 'center' && 'text-center')}>
      {children}
      <Changed change={cell.change}>
        <InlineDiffView content={cell.content} path={path} />
      </Changed>
    </Tag>
  );
}
