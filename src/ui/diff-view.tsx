import { Fragment, type ReactNode } from 'react';
import { classNames } from './class-names.ts';
import { DiffRow } from './diff-row.tsx';

/** A run of text in a line; `marked` when this run is what changed. */
export interface DiffRun {
  readonly text: string;
  readonly marked: boolean;
}

/** One line of a unified diff, or a fold that stands for `count` lines left out. */
export type DiffLine =
  | { readonly kind: 'same' | 'added' | 'removed'; readonly runs: readonly DiffRun[]; readonly line: number }
  | { readonly kind: 'fold'; readonly count: number };

export interface DiffViewProps {
  /** The accessible name: which file's changes these are. */
  readonly name: string;
  readonly lines: readonly DiffLine[];
  /** What stands at the end of a line. */
  readonly action?: (line: DiffLine) => ReactNode;
  /** What stands below a line. The view is then as long as it is. */
  readonly below?: (line: DiffLine) => ReactNode;
}

/** Changed lines, with + and − as text so that colour is not the only sign. Scrolls, and takes the focus for it. */
export function DiffView({ name, lines, action, below }: DiffViewProps) {
  return (
    <section
      aria-label={name}
      // A region that scrolls must be reachable from the keyboard.
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={below === undefined ? 0 : undefined}
      className={classNames(
        'rounded-md border border-rule bg-paper font-code text-[0.8125rem] leading-[1.35rem]',
        below === undefined && 'max-h-96 overflow-auto',
      )}
    >
      {lines.map((line, index) => (
        // A line has no identity but its place.
        // oxlint-disable-next-line react/no-array-index-key
        <Fragment key={index}>
          <DiffRow line={line} action={action?.(line)} />
          {below?.(line)}
        </Fragment>
      ))}
    </section>
  );
}
