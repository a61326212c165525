import { Button } from '#ui';
import type { OpenedReview } from '#workspace';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { branchRulesQuery, whyNoPush } from '../publish/branch-rules.ts';
import { useServices } from '../services-context.ts';
import type { Identity } from '../settings/identity.ts';
import type { ReviewStep } from './mutations.ts';
import { ScheduleDialog } from './schedule-dialog.tsx';

export interface PublishFooterProps {
  readonly opened: OpenedReview;
  readonly identity: Identity;
  readonly isBusy: boolean;
  readonly onStep: (step: ReviewStep) => void;
}

/** What ends a review: publish it now or on a date, or close it. */
export function PublishFooter({ opened, identity, isBusy, onStep }: PublishFooterProps) {
  const { review, canPublish } = opened;
  const { id, head, schedule } = review;
  const [isAsking, setAsking] = useState(false);
  const noPush = whyNoPush(useQuery(branchRulesQuery(useServices().workspace)).data);
  const reason = noPush ?? (canPublish.kind === 'no' ? canPublish.reason : null);
  const canSchedule = review.state === 'approved' && reason === null && head !== null;
  const setDate = (at: number | null): void => {
    setAsking(false);
    onStep({ kind: 'schedule', id, commit: head ?? '', at, author: identity });
  };
  return (
    <footer className="mt-8 flex flex-wrap items-center gap-2 border-t border-rule pt-4">
      <Button
        look="primary"
        disabled={isBusy || reason !== null}
        aria-describedby={reason === null ? undefined : 'why-not-publish'}
        onClick={() => onStep({ kind: 'publish', ids: [id], author: identity })}
      >
        Publish
      </Button>
      {canSchedule && (
        <Button disabled={isBusy} onClick={() => setAsking(true)}>
          {schedule?.state === 'set' ? 'Change the date…' : 'Publish later…'}
        </Button>
      )}
      {schedule !== null && (
        <Button look="quiet" disabled={isBusy} onClick={() => setDate(null)}>
          Take the date back
        </Button>
      )}
      <Button look="quiet" disabled={isBusy} onClick={() => onStep({ kind: 'abandon', id, author: identity })}>
        Close without publishing
      </Button>
      {reason !== null && (
        <p id="why-not-publish" className="text-[0.8125rem] text-ink-faint">
          {reason}
        </p>
      )}
      {isAsking && (
        <ScheduleDialog
          at={schedule?.state === 'set' ? schedule.at : null}
          onClose={() => setAsking(false)}
          onSet={setDate}
        />
      )}
    </footer>
  );
}
