import { visibleText } from '#base';
import { Notice } from '#ui';
import { ErrorNotice } from '../errors/error-notice.tsx';
import type { Identity } from '../settings/identity.ts';
import { ReviewConflict } from './review-conflict.tsx';
import type { ReviewStepOutcome } from './mutations.ts';

export interface ReviewOutcomeProps {
  readonly outcome: ReviewStepOutcome;
  readonly identity: Identity | null;
  /** What the person says in the review is said at the host too. */
  readonly isMirrored?: boolean;
}

/** What came of a step in a review; nothing where the screen shows it already. */
export function ReviewOutcome({ outcome, identity, isMirrored = false }: ReviewOutcomeProps) {
  switch (outcome.kind) {
    case 'sent':
      return outcome.notice === undefined ? null : <Notice tone="info">{outcome.notice}</Notice>;
    case 'kept':
      return isMirrored ? null : (
        <Notice tone="info">
          Your account may not write to this site, so what you say here stays in this browser. The switch beside
          “Comment” has it said at the host too.
        </Notice>
      );
    case 'waiting':
      return <ErrorNotice error={outcome.error} after="What you wrote is kept here and sent as soon as that works." />;
    case 'failed':
      return <ErrorNotice error={outcome.error} after="What is merged waits in this browser; see Changes." />;
    case 'refused':
      return (
        <Notice urgent tone="danger" title="The server refused it">
          <p>It is kept in this browser, and the server said:</p>
          <pre className="mt-1 font-code text-xs wrap-anywhere whitespace-pre-wrap">
            {visibleText(outcome.reason, 2000)}
          </pre>
        </Notice>
      );
    case 'moved':
      return (
        <Notice urgent tone="caution" title="The review changed meanwhile">
          Someone added to it. Look at what is new, then say it again.
        </Notice>
      );
    case 'outdated':
      return (
        <Notice tone="caution" title="The passage is gone">
          The text that the suggestion is for was changed since, so it can’t be applied.
        </Notice>
      );
    case 'not-allowed':
      return <Notice tone="caution">{outcome.reason}</Notice>;
    case 'review-conflict':
      return identity === null ? null : (
        <ReviewConflict key={outcome.paths.join(' ')} id={outcome.id} paths={outcome.paths} identity={identity} />
      );
    case 'conflict':
    case 'files-differ':
      return (
        <Notice urgent tone="caution" title="The site changed the same places">
          Someone published at the same moment. What could not be put together is among your changes; publish it from
          there.
        </Notice>
      );
    case 'nothing-to-publish':
      return <Notice tone="info">There is nothing to publish: the site has it all.</Notice>;
    case 'published':
      return (
        <Notice tone="info" title="Published">
          {outcome.notice ?? 'The site has it now.'}
        </Notice>
      );
  }
}
