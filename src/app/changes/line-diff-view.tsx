import { DiffView, type DiffLine } from '#ui';
import { linesWithin, type CompareNotes } from '../compare/compare-notes.ts';
import { DiscussButton } from '../compare/discuss-button.tsx';
import type { LineDiff } from './diff-lines.ts';

export interface LineDiffViewProps {
  readonly name: string;
  readonly diff: LineDiff;
  readonly notes?: CompareNotes | undefined;
}

/** A diff, or in words why there is none to see. */
export function LineDiffView({ name, diff, notes }: LineDiffViewProps) {
  if (diff.kind !== 'lines') {
    return (
      <>
        <p className="text-sm text-ink-faint">
          {diff.kind === 'same' ? 'The text is the same.' : 'The change is too large to show line by line.'}
        </p>
        {notes?.draw(notes.lines)}
      </>
    );
  }
  const shown = new Set(diff.lines.flatMap((line) => laterLine(line) ?? []));
  const elsewhere = notes?.lines.filter((line) => !shown.has(line)) ?? [];
  return (
    <>
      <DiffView name={name} lines={diff.lines} {...(notes === undefined ? {} : partsOf(notes))} />
      {diff.leftOut > 0 && (
        <p className="mt-1.5 text-[0.8125rem] text-ink-faint">
          {diff.leftOut.toLocaleString('en')} more lines are not shown here. They belong to the change too.
        </p>
      )}
      {elsewhere.length > 0 && notes?.draw(elsewhere)}
    </>
  );
}

/** The number of a line in the later text; undefined for one that is not in it. */
function laterLine(line: DiffLine): number | undefined {
  return line.kind === 'same' || line.kind === 'added' ? line.line : undefined;
}

function partsOf(notes: CompareNotes) {
  const { onDiscuss } = notes;
  return {
    action: (line: DiffLine) => {
      const number = laterLine(line);
      if (number === undefined || onDiscuss === undefined) return null;
      return <DiscussButton what={`line ${number}`} onClick={() => onDiscuss({ from: number, to: number })} />;
    },
    below: (line: DiffLine) => {
      const number = laterLine(line);
      const lines = number === undefined ? [] : linesWithin(notes.lines, { from: number, to: number });
      return lines.length === 0 ? null : <div className="px-3 font-ui">{notes.draw(lines)}</div>;
    },
  };
}
