import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';
import type { DiffLine } from './diff-view.tsx';

const looks = {
  same: { sign: ' ', spoken: '', row: '', mark: '' },
  added: {
    sign: '+',
    spoken: 'Added: ',
    row: 'bg-added-wash',
    mark: 'bg-added-mark rounded-[2px] forced-colors:underline',
  },
  removed: {
    sign: '−',
    spoken: 'Removed: ',
    row: 'bg-removed-wash',
    mark: 'bg-removed-mark rounded-[2px] forced-colors:underline',
  },
} as const;

/** One row of a DiffView. */
export function DiffRow({ line, action }: { readonly line: DiffLine; readonly action?: ReactNode }) {
  if (line.kind === 'fold') {
    return (
      <div className="bg-sunken px-3 font-ui text-xs leading-6 text-ink-faint">
        {line.count === 1 ? '1 line left out' : `${line.count.toLocaleString('en')} lines left out`}
      </div>
    );
  }
  const look = looks[line.kind];
  return (
    <div className={classNames('group/note flex', look.row)}>
      <span aria-hidden="true" className="w-11 shrink-0 pe-2 text-end text-ink-faint select-none">
        {line.line}
      </span>
      <span aria-hidden="true" className="w-5 shrink-0 font-bold select-none">
        {look.sign}
      </span>
      {look.spoken !== '' && <span className="sr-only">{look.spoken}</span>}
      <span className="min-w-0 flex-1 pe-3 whitespace-pre-wrap wrap-anywhere">
        {line.runs.map((run, index) =>
          run.marked ? (
            // oxlint-disable-next-line react/no-array-index-key
            <span key={index} className={look.mark}>
              {run.text}
            </span>
          ) : (
            run.text
          ),
        )}
      </span>
      {action}
    </div>
  );
}
