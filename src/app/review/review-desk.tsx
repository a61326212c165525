import { GalleyError, visibleText } from '#base';
import { Badge } from '#ui';
import type { OpenedReview } from '#workspace';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Suspense, useState } from 'react';
import { ErrorNotice } from '../errors/error-notice.tsx';
import { formatMoment } from '../format-day.ts';
import { optionalPart } from '../later-parts.ts';
import { useServices } from '../services-context.ts';
import { ScreenHeading } from '../shell/screen-heading.tsx';
import type { Identity } from '../settings/identity.ts';
import { reviewMutation, type ReviewStep } from './mutations.ts';
import { ReviewConversation } from './review-conversation.tsx';
import type { CommentTarget } from './comment-target.ts';
import type { Remark } from './host-remark.tsx';
import { mirrorSince } from './mirror-choice.ts';
import { MirrorSwitch } from './mirror-switch.tsx';
import { NextStep } from './next-step.tsx';
import { hostRequestQuery } from './queries.ts';
import type { ComposedComment } from './review-composer.tsx';
import { OutsideReview } from './outside-review.tsx';
import { PublishFooter } from './publish-footer.tsx';
import { ReviewFiles } from './review-files.tsx';
import { ReviewOutcome } from './review-outcome.tsx';
import { scheduleBadge } from './schedule-words.ts';
import { standingOf } from './review-words.ts';

const HostRequest = optionalPart(() => import('./host-request.tsx').then((module) => module.HostRequest));

export interface ReviewDeskProps {
  readonly opened: OpenedReview;
  /** Null while not known: then nothing can be said or done. */
  readonly identity: Identity | null;
}

/** A review whole: what it is, what it changes, what was said, and what can be done. */
export function ReviewDesk({ opened, identity }: ReviewDeskProps) {
  const services = useServices();
  const { review, isWaiting, shownCommit } = opened;
  const [text, setText] = useState('');
  const [target, setTarget] = useState<CommentTarget | null>(null);
  const step = useMutation({
    ...reviewMutation(services),
    onSuccess: (outcome, done) => {
      const hasWritten = outcome.kind === 'sent' || outcome.kind === 'kept' || outcome.kind === 'waiting';
      if (hasWritten && done.kind === 'comment' && done.comment.location !== undefined) {
        const { path, range } = done.comment.location;
        // The person may be writing about something else by now.
        setTarget((now) => (now?.path === path && now?.range === range ? null : now));
      } else if (hasWritten && isOnTheWhole(done)) setText('');
      if (outcome.kind === 'published') services.statusLine.note('published');
    },
  });
  const [last, setLast] = useState<ReviewStep>();
  const run = (next: ReviewStep): void => {
    setLast(next);
    step.mutate(next);
  };
  const comment = ({ target: { path, range }, text: words }: ComposedComment): void => {
    if (identity === null || shownCommit === null) return;
    const location = { commit: shownCommit, path, ...(range === undefined ? {} : { range }) };
    run({ kind: 'comment', comment: { id: review.id, author: identity, location, text: words } });
  };
  const isOpen = review.state !== 'published' && review.state !== 'abandoned';
  const atHost = useQuery({ ...hostRequestQuery(services.workspace.reviews, review.id), enabled: isOpen }).data ?? null;
  const remarks = atHost?.request?.comments ?? [];
  const isPlaced = ({ place }: Remark): boolean => opened.files.some(({ path }) => path === place?.path);
  const { tone, word } = standingOf(review);
  const date = review.schedule === null ? null : scheduleBadge(review.schedule, services.clock.now());
  return (
    <>
      <div className="flex flex-wrap items-start gap-x-3 gap-y-2">
        <ScreenHeading className="min-w-0 flex-1 wrap-anywhere">{visibleText(review.title, 200)}</ScreenHeading>
        <span className="mt-1.5 flex flex-wrap gap-2">
          {isWaiting && <Badge tone="caution">Not sent yet</Badge>}
          <Badge tone={tone}>{word}</Badge>
          {date !== null && <Badge tone={date.tone}>{date.word}</Badge>}
        </span>
      </div>
      <p className="wrap-anywhere mt-1 text-[0.8125rem] text-ink-faint">
        {visibleText(review.requester, 80)} {review.decap === null ? 'asked on' : 'began it in Decap on'}{' '}
        {formatMoment(review.time)}
        {review.reviewers.length > 0 && <> · for {review.reviewers.map((one) => visibleText(one, 80)).join(', ')}</>}
      </p>
      {review.summary !== '' && (
        <p className="mt-4 max-w-2xl text-sm whitespace-pre-wrap wrap-anywhere">{visibleText(review.summary, 5000)}</p>
      )}
      <NextStep opened={opened} identity={identity} />
      {isOpen && shownCommit !== null && <OutsideReview review={review} identity={identity} />}
      <ReviewFiles
        opened={opened}
        identity={identity}
        isBusy={step.isPending}
        onStep={run}
        target={target}
        onTarget={setTarget}
        onSend={comment}
        remarks={remarks.filter(isPlaced)}
        host={atHost?.host ?? ''}
      />
      <ReviewConversation
        review={review}
        identity={identity}
        countsApproval={opened.rules.approvals === 0 || review.requester !== identity?.email}
        isBusy={step.isPending}
        text={text}
        onTextChange={setText}
        onStep={run}
        isElsewhere={target !== null}
        onWriteHere={() => setTarget(null)}
        remarks={remarks.filter((remark) => !isPlaced(remark))}
        host={atHost?.host ?? ''}
        mirror={atHost?.request?.state === 'open' && <MirrorSwitch id={review.id} host={atHost.host} />}
      />
      {isOpen && (
        <Suspense>
          <HostRequest id={review.id} reviews={services.workspace.reviews} />
        </Suspense>
      )}
      <div className="mt-4 empty:hidden">
        {step.isError && last !== undefined && (
          <ErrorNotice error={GalleyError.from(step.error)} onRetry={() => run(last)} />
        )}
        {step.isSuccess && (
          <ReviewOutcome outcome={step.data} identity={identity} isMirrored={mirrorSince(review.id) !== undefined} />
        )}
      </div>
      {isOpen && identity !== null && (
        <PublishFooter opened={opened} identity={identity} isBusy={step.isPending} onStep={run} />
      )}
    </>
  );
}

/** Said in the box of the review as a whole. */
function isOnTheWhole(step: ReviewStep): boolean {
  return step.kind === 'judge' || (step.kind === 'comment' && step.comment.parent === undefined);
}
