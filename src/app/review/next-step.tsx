import { visibleText } from '#base';
import type { OpenedReview } from '#workspace';
import { CalendarClock } from 'lucide-react';
import { useServices } from '../services-context.ts';
import type { Identity } from '../settings/identity.ts';
import { scheduleWords } from './schedule-words.ts';
import { VerdictList } from './verdict-list.tsx';

export interface NextStepProps {
  readonly opened: OpenedReview;
  readonly identity: Identity | null;
}

/** How the review stands, what the site's rules ask for, and what this person can do about it. */
export function NextStep({ opened, identity }: NextStepProps) {
  const { clock } = useServices();
  const { review } = opened;
  const rules = ruleWords(opened);
  return (
    <section aria-label="How it stands" className="mt-5 rounded-md border border-rule bg-sunken px-4 py-3 text-sm">
      <p className="font-semibold">{nextStep(opened, identity?.email)}</p>
      {review.schedule !== null && (
        <p className="mt-1 flex items-start gap-2">
          <CalendarClock aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-ink-soft" />
          {scheduleWords(review.schedule, clock.now())}
        </p>
      )}
      <VerdictList verdicts={review.verdicts} notCounted={opened.rules.approvals > 0 ? review.requester : null} />
      {rules.length > 0 && (
        <ul className="mt-2 text-[0.8125rem] text-ink-soft">
          {rules.map((rule) => (
            <li key={rule}>{rule}</li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** What comes next, in one sentence to this person. */
export function nextStep({ review, canPublish }: OpenedReview, me: string | undefined): string {
  const { schedule } = review;
  const isMine = review.requester === me;
  const own = review.verdicts.find(({ author }) => author === me);
  switch (review.state) {
    case 'published':
      return 'Published. The site has it.';
    case 'abandoned':
      return 'Closed without being published.';
    case 'changes-requested':
      return isMine
        ? 'Changes were asked for. Answer the comments or change the text, then send it again.'
        : 'Changes were asked for. The author goes on from here.';
    case 'approved':
      if (schedule?.state === 'set') return 'Approved. It is published on its date.';
      return canPublish.kind === 'yes' ? 'Approved. It can be published.' : `Approved. ${canPublish.reason}`;
    case 'open':
      if (review.decap === 'draft') return 'Still a draft in Decap. It can be read, commented and published here too.';
      if (isMine)
        return `Waiting for ${review.reviewers.length === 0 ? 'someone to look at it' : people(review.reviewers)}.`;
      if (own?.isStale === true) {
        return own.isApproval
          ? 'It changed since you approved it, and needs a new look.'
          : 'It changed since you asked for changes, and needs a new look.';
      }
      return own === undefined ? 'Read what changes, then approve it or request changes.' : 'Waiting for others.';
  }
}

function ruleWords({ review, rules: { approvals, publishers } }: OpenedReview): readonly string[] {
  if (review.state === 'published' || review.state === 'abandoned') return [];
  const given = review.verdicts.filter(
    ({ isApproval, isStale, author }) => isApproval && !isStale && author !== review.requester,
  ).length;
  const missing = Math.max(0, approvals - given);
  return [
    ...(approvals === 0
      ? []
      : [
          `${given} of ${approvals} ${approvals === 1 ? 'approval' : 'approvals'}${missing === 0 ? '' : `: ${missing} more needed before it can be published`}.`,
        ]),
    ...(publishers === null ? [] : [`${people(publishers)} can publish it.`]),
  ];
}

function people(addresses: readonly string[]): string {
  const shown = addresses.map((address) => visibleText(address, 80));
  return shown.length < 2 ? shown.join('') : `${shown.slice(0, -1).join(', ')} or ${shown.at(-1)}`;
}
