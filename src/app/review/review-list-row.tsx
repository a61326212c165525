import { visibleText } from '#base';
import { Badge, Checkbox } from '#ui';
import type { ReviewRow } from '#workspace';
import { Link } from 'react-router-dom';
import { formatMoment } from '../format-day.ts';
import { useServices } from '../services-context.ts';
import { formatDue, scheduleBadge } from './schedule-words.ts';
import { standingOf } from './review-words.ts';

export interface ReviewListRowProps {
  readonly row: ReviewRow;
  readonly isPicked: boolean;
  /** Picks it to be published with others; absent where it can't be. */
  readonly onPick?: (isPicked: boolean) => void;
}

/** One review of the queue: its title, who asked, and how it stands. */
export function ReviewListRow({ row, isPicked, onPick }: ReviewListRowProps) {
  const { review, paths, isWaiting } = row;
  const { tone, word } = standingOf(review);
  const { clock } = useServices();
  const { schedule } = review;
  const isToCome = schedule?.state === 'set' && schedule.at > clock.now();
  // Of a date to come the line below the title says all.
  const date = schedule === null || isToCome ? null : scheduleBadge(schedule, clock.now());
  const comments = review.threads.reduce((sum, { replies }) => sum + 1 + replies.length, 0);
  return (
    <li className="flex items-center gap-3 border-b border-rule py-3">
      {onPick !== undefined && (
        <Checkbox checked={isPicked} onCheckedChange={onPick} labelHidden>
          Pick {visibleText(review.title, 200)}
        </Checkbox>
      )}
      <div className="min-w-0 flex-1">
        <Link to={`/review/${review.id}`} className="block truncate font-page font-semibold hover:text-accent">
          {visibleText(review.title, 200)}
        </Link>
        <p className="flex flex-wrap gap-x-2 text-[0.8125rem] text-ink-faint">
          <span className="truncate">{visibleText(review.requester, 80)}</span>
          <time dateTime={new Date(review.lastTime).toISOString()}>{formatMoment(review.lastTime)}</time>
          {schedule?.state === 'set' && (
            <span className="text-ink-soft">
              Scheduled for <time dateTime={new Date(schedule.at).toISOString()}>{formatDue(schedule.at)}</time>
            </span>
          )}
          {paths.length > 0 && <span>{paths.length === 1 ? '1 post' : `${paths.length} posts`}</span>}
          {comments > 0 && <span>{comments === 1 ? '1 comment' : `${comments} comments`}</span>}
        </p>
      </div>
      {date !== null && <Badge tone={date.tone}>{date.word}</Badge>}
      {isWaiting && <Badge tone="caution">Not sent yet</Badge>}
      <Badge tone={tone}>{word}</Badge>
    </li>
  );
}
