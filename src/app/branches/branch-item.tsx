import { visibleLine } from '#base';
import { Badge, Spinner } from '#ui';
import type { BranchRow } from '#workspace';
import { Check } from 'lucide-react';

export interface BranchItemProps {
  readonly branch: BranchRow;
  readonly isDisabled: boolean;
  /** It is on its way. */
  readonly isComing: boolean;
  readonly onOpen: () => void;
}

/** One branch of the list; pressing it opens it. */
export function BranchItem({ branch, isDisabled, isComing, onOpen }: BranchItemProps) {
  const { name, isCurrent, isFirst, isHere, hasOutbox } = branch;
  return (
    <li>
      <button
        type="button"
        aria-current={isCurrent ? 'true' : undefined}
        disabled={isDisabled || isCurrent}
        onClick={onOpen}
        className="flex min-h-9 w-full flex-wrap items-center gap-x-2.5 gap-y-1 rounded-md px-2.5 py-1.5 text-start text-sm enabled:hover:bg-hover disabled:text-ink-soft"
      >
        <span className="flex size-4 shrink-0 items-center" aria-hidden="true">
          {isCurrent && <Check className="size-4 text-accent" />}
          {isComing && <Spinner />}
        </span>
        <span className="min-w-24 flex-1 wrap-anywhere">{visibleLine(name, 200)}</span>
        {isComing && <span className="text-[0.8125rem] text-ink-soft">Opening…</span>}
        {isCurrent && <Badge tone="accent">Open in this tab</Badge>}
        {hasOutbox && <Badge tone="caution">Not yet published work</Badge>}
        {isFirst && <Badge tone="neutral">The site’s own</Badge>}
        {isHere && !isCurrent && !isFirst && <Badge tone="neutral">Kept in this browser</Badge>}
      </button>
    </li>
  );
}
