import { GalleyError, visibleLine } from '#base';
import { Button, Notice } from '#ui';
import type { Reviews } from '#workspace';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useId } from 'react';
import { ErrorNotice } from '../errors/error-notice.tsx';
import { hostRequestQuery } from './queries.ts';
import { RequestFacts } from './request-facts.tsx';

export interface HostRequestProps {
  readonly id: string;
  readonly reviews: Pick<Reviews, 'hostRequest' | 'openHostRequest'>;
}

/** The change request that the host has beside a review. Nothing where there is no such host. */
export function HostRequest({ id, reviews }: HostRequestProps) {
  const headingId = useId();
  const found = useQuery(hostRequestQuery(reviews, id));
  const refresh = (): void => void found.refetch();
  const open = useMutation({
    mutationFn: () => reviews.openHostRequest(id),
    onSuccess: () => refresh(),
  });
  if (found.data === null || found.isPending) return null;
  if (found.isError) {
    return <ErrorNotice error={GalleyError.from(found.error)} onRetry={() => void found.refetch()} />;
  }
  const { host, word, isWaiting, isSuggested, request, unsent } = found.data;
  const unasked = open.data?.unasked ?? [];
  return (
    <section className="mt-8" aria-labelledby={headingId}>
      <h2 id={headingId} className="font-page text-lg font-semibold">
        At {host}
      </h2>
      {request === null ? (
        <div className="mt-2 flex flex-wrap items-center gap-3 text-sm text-ink-soft">
          <p>
            {isWaiting && isSuggested
              ? `Your account may not write to this site. A copy of your own at ${host} can have what you changed, and a ${word} suggests it from there.`
              : isWaiting
                ? `A ${word} can be opened once the review is sent.`
                : `There is no ${word} for this review. With one, people at ${host} see it too.`}
          </p>
          <Button disabled={(isWaiting && !isSuggested) || open.isPending} onClick={() => open.mutate()}>
            {isWaiting && isSuggested ? 'Suggest these changes' : `Open a ${word}`}
          </Button>
        </div>
      ) : (
        <RequestFacts word={word} host={host} request={request} />
      )}
      {unasked.length > 0 && (
        <Notice tone="info" className="mt-3">
          Galley does not know the accounts of {unasked.map((one) => visibleLine(one, 80)).join(', ')} at {host}. Ask
          them there yourself.
        </Notice>
      )}
      {unsent !== null && unsent.error === null && (
        <Notice
          tone="info"
          className="mt-3"
          actions={
            <Button size="small" disabled={found.isFetching} onClick={refresh}>
              Send more
            </Button>
          }
        >
          {unsentWords(unsent.count, host)}
        </Notice>
      )}
      {unsent !== null && unsent.error !== null && (
        <div className="mt-3">
          <ErrorNotice error={unsent.error} onRetry={refresh} after={unsentWords(unsent.count, host)} />
        </div>
      )}
      {open.isError && <ErrorNotice error={GalleyError.from(open.error)} />}
    </section>
  );
}

function unsentWords(count: number, host: string): string {
  return `${count === 1 ? 'One thing that you said is' : `${count} things that you said are`} in the review and not at ${host} yet.`;
}
