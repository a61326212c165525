import { GalleyError, visibleText } from '#base';
import { Button } from '#ui';
import type { ReviewRow } from '#workspace';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link } from 'react-router-dom';
import { ErrorNotice } from '../errors/error-notice.tsx';
import { branchRulesQuery, whyNoPush } from '../publish/branch-rules.ts';
import { useServices } from '../services-context.ts';
import type { Identity } from '../settings/identity.ts';
import { reviewMutation } from './mutations.ts';
import { ReviewOutcome } from './review-outcome.tsx';

export interface PublishPickedProps {
  readonly picked: readonly ReviewRow[];
  readonly identity: Identity;
  readonly onPublished: () => void;
}

/** Publishes the picked reviews together, and says what came of it. */
export function PublishPicked({ picked, identity, onPublished }: PublishPickedProps) {
  const services = useServices();
  const publish = useMutation({
    ...reviewMutation(services),
    onSuccess: (outcome) => {
      if (outcome.kind !== 'published') return;
      services.statusLine.note('published');
      onPublished();
    },
  });
  const run = (): void => {
    publish.mutate({ kind: 'publish', ids: picked.map(({ review }) => review.id), author: identity });
  };
  const noPush = whyNoPush(useQuery(branchRulesQuery(services.workspace)).data);
  const outcome = publish.data;
  const conflicting =
    outcome?.kind === 'review-conflict' ? picked.find(({ review }) => review.id === outcome.id) : undefined;
  return (
    <div className="mt-3 flex flex-col items-start gap-3 empty:hidden">
      {picked.length > 0 && noPush !== null && <p className="text-sm text-ink-soft">{noPush}</p>}
      {picked.length > 0 && noPush === null && (
        <Button look="primary" disabled={publish.isPending} onClick={run}>
          {picked.length === 1 ? 'Publish 1 review' : `Publish ${picked.length} reviews together`}
        </Button>
      )}
      {publish.isError && <ErrorNotice error={GalleyError.from(publish.error)} onRetry={run} />}
      {outcome !== undefined && conflicting === undefined && <ReviewOutcome outcome={outcome} identity={identity} />}
      {conflicting !== undefined && (
        <p role="alert" className="text-sm">
          <Link to={`/review/${conflicting.review.id}`} className="text-accent underline">
            {visibleText(conflicting.review.title, 120)}
          </Link>{' '}
          and the site changed the same places. Nothing was sent. Open it and publish it alone to put the two together.
        </p>
      )}
    </div>
  );
}
