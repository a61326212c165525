import { DiffView } from '#ui';
import type { LineDiff } from './diff-lines.ts';

/** A diff, or in words why there is none to see. */
export function LineDiffView({ name, diff }: { readonly name: string; readonly diff: LineDiff }) {
  if (diff.kind === 'same') return <p className="text-sm text-ink-faint">The text is the same.</p>;
  if (diff.kind === 'too-large') {
    return <p className="text-sm text-ink-faint">The change is too large to show line by line.</p>;
  }
  return (
    <>
      <DiffView name={name} lines={diff.lines} />
      {diff.leftOut > 0 && (
        <p className="mt-1.5 text-[0.8125rem] text-ink-faint">
          {diff.leftOut.toLocaleString('en')} more lines are not shown here. They belong to the change too.
        </p>
      )}
    </>
  );
}
