import { visibleText } from '#base';
import type { ReviewRow } from '#workspace';
import { CircleAlert, CircleCheck, CircleDashed } from 'lucide-react';
import { formatMoment } from '../format-day.ts';

export interface VerdictListProps {
  readonly verdicts: ReviewRow['review']['verdicts'];
  /** Whose approval does not count; null where each does. */
  readonly notCounted: string | null;
}

/** Who approved and who asked for changes, and of which version. */
export function VerdictList({ verdicts, notCounted }: VerdictListProps) {
  if (verdicts.length === 0) return null;
  return (
    <ul className="mt-2 flex flex-col gap-1 text-sm" aria-label="Verdicts">
      {verdicts.map(({ id, author, isApproval, isStale, time }) => (
        <li key={id} className="flex items-center gap-2">
          {isStale ? (
            <CircleDashed aria-hidden="true" className="size-4 shrink-0 text-ink-faint" />
          ) : isApproval && author === notCounted ? (
            <CircleDashed aria-hidden="true" className="size-4 shrink-0 text-ink-faint" />
          ) : isApproval ? (
            <CircleCheck aria-hidden="true" className="size-4 shrink-0 text-added" />
          ) : (
            <CircleAlert aria-hidden="true" className="size-4 shrink-0 text-caution" />
          )}
          <span className="min-w-0 wrap-anywhere">
            {visibleText(author, 80)} {isApproval ? 'approved' : 'asked for changes'}
            {isApproval && !isStale && author === notCounted && ' their own, which does not count'}
            {isStale && ' an earlier version: needs a new look'}
            <span className="text-[0.8125rem] text-ink-faint"> · {formatMoment(time)}</span>
          </span>
        </li>
      ))}
    </ul>
  );
}
