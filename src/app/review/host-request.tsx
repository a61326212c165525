import { GalleyError } from '#base';
import { Button } from '#ui';
import type { Reviews } from '#workspace';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useId } from 'react';
import { ErrorNotice } from '../errors/error-notice.tsx';
import { HostComment } from './host-comment.tsx';
import { RequestFacts } from './request-facts.tsx';
import { reviewKeys } from './review-keys.ts';

export interface HostRequestProps {
  readonly id: string;
  readonly reviews: Pick<Reviews, 'hostRequest' | 'openHostRequest' | 'commentAtHost'>;
}

/** The change request that the host has beside a review, with what was said there. Nothing where there is no such host. */
export function HostRequest({ id, reviews }: HostRequestProps) {
  const headingId = useId();
  const found = useQuery({
    queryKey: reviewKeys.hostRequest(id),
    queryFn: () => reviews.hostRequest(id),
    // No event tells what happens at the host: who comes back to the review after a while, or signed in since, asks again.
    staleTime: ({ state }) => (state.data === null ? 0 : 60_000),
  });
  const refresh = (): void => void found.refetch();
  const open = useMutation({
    mutationFn: () => reviews.openHostRequest(id),
    onSuccess: () => refresh(),
  });
  if (found.data === null || found.isPending) return null;
  if (found.isError) {
    return <ErrorNotice error={GalleyError.from(found.error)} onRetry={() => void found.refetch()} />;
  }
  const { host, word, isWaiting, request } = found.data;
  return (
    <section className="mt-8" aria-labelledby={headingId}>
      <h2 id={headingId} className="font-page text-lg font-semibold">
        At {host}
      </h2>
      {request === null ? (
        <div className="mt-2 flex flex-wrap items-center gap-3 text-sm text-ink-soft">
          <p>
            {isWaiting
              ? `A ${word} can be opened once the review is sent.`
              : `There is no ${word} for this review. With one, people at ${host} see it too.`}
          </p>
          <Button disabled={isWaiting || open.isPending} onClick={() => open.mutate()}>
            Open a {word}
          </Button>
        </div>
      ) : (
        <>
          <RequestFacts word={word} host={host} request={request} />
          {request.state === 'open' && (
            <HostComment reviews={reviews} host={host} number={request.number} onSaid={refresh} />
          )}
        </>
      )}
      {open.isError && <ErrorNotice error={GalleyError.from(open.error)} />}
    </section>
  );
}
