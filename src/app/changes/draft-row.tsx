import { visibleLine } from '#base';
import { Badge, Checkbox } from '#ui';
import type { PendingChange } from '#workspace';
import { ChevronRight } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'react-router-dom';
import { formatMoment } from '../format-day.ts';
import { postAddress } from '../posts/post-address.ts';
import { ChangeDiff } from './change-diff.tsx';
import { changeTitle } from './change-title.ts';

export interface DraftRowProps {
  readonly change: PendingChange;
  readonly isPicked: boolean;
  readonly onPick: (isPicked: boolean) => void;
}

const kinds = {
  added: { tone: 'added', word: 'New' },
  edited: { tone: 'accent', word: 'Edited' },
  deleted: { tone: 'caution', word: 'Deleted' },
} as const;

/** One draft: pick it, open it, fold out what changed. */
export function DraftRow({ change, isPicked, onPick }: DraftRowProps) {
  const [isOpen, setOpen] = useState(false);
  const title = changeTitle(change);
  const { tone, word } = kinds[change.kind];
  return (
    <li className="border-b border-rule py-3">
      <div className="flex items-center gap-3">
        <Checkbox checked={isPicked} onCheckedChange={onPick} labelHidden>
          {`Pick ${title}`}
        </Checkbox>
        <div className="min-w-0 flex-1">
          {change.content === 'text' && change.kind !== 'deleted' ? (
            <Link to={postAddress(change.path)} className="block truncate font-page font-semibold hover:text-accent">
              {title}
            </Link>
          ) : (
            <p className="truncate font-page font-semibold">{title}</p>
          )}
          <p className="flex gap-2 text-[0.8125rem] text-ink-faint">
            <span className="truncate">{visibleLine(change.path)}</span>
            <time className="shrink-0 max-sm:hidden" dateTime={new Date(change.updatedAt).toISOString()}>
              {formatMoment(change.updatedAt)}
            </time>
          </p>
        </div>
        <Badge tone={tone}>{word}</Badge>
        <button
          type="button"
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
          className="inline-flex h-7 items-center gap-1 rounded-md px-2 text-[0.8125rem] text-ink-soft hover:bg-hover hover:text-ink"
        >
          <ChevronRight aria-hidden="true" className={isOpen ? 'size-4 rotate-90' : 'size-4'} />
          <span>
            Diff<span className="sr-only"> of {title}</span>
          </span>
        </button>
      </div>
      {isOpen && (
        <div className="mt-3">
          <ChangeDiff path={change.path} title={title} />
        </div>
      )}
    </li>
  );
}
