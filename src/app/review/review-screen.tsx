import { GalleyError } from '#base';
import { EmptyState, Skeleton } from '#ui';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { MessagesSquare } from 'lucide-react';
import { ErrorNotice } from '../errors/error-notice.tsx';
import { useServices } from '../services-context.ts';
import { Screen } from '../shell/screen.tsx';
import { ScreenHeading } from '../shell/screen-heading.tsx';
import { identityQuery } from '../settings/queries.ts';
import { PublishPicked } from './publish-picked.tsx';
import { reviewListQuery } from './queries.ts';
import { ReviewListRow } from './review-list-row.tsx';
import { groups } from './review-words.ts';

/** The queue: every review of the repository, grouped by what is to be done with it. */
export function ReviewScreen() {
  const { workspace } = useServices();
  const reviews = useQuery(reviewListQuery(workspace));
  const identity = useQuery(identityQuery(workspace)).data ?? null;
  const [pickedIds, setPickedIds] = useState<ReadonlySet<string>>(new Set());
  const rows = reviews.data ?? [];
  const picked = rows.filter(({ review, group }) => group === 'approved' && pickedIds.has(review.id));
  const pick = (id: string, isPicked: boolean): void => {
    const next = new Set(pickedIds);
    if (isPicked) next.add(id);
    else next.delete(id);
    setPickedIds(next);
  };
  return (
    <Screen>
      <ScreenHeading>Review</ScreenHeading>
      {reviews.isPending && <Skeleton className="mt-6 h-40 w-full" />}
      {reviews.isError && (
        <ErrorNotice error={GalleyError.from(reviews.error)} onRetry={() => void reviews.refetch()} />
      )}
      {reviews.isSuccess && rows.length === 0 && (
        <EmptyState icon={<MessagesSquare />} title="No reviews">
          Send a post for review from the editor, or several together from Changes. They wait here for someone’s eyes
          before they are published.
        </EmptyState>
      )}
      {identity !== null && rows.length > 0 && (
        <PublishPicked picked={picked} identity={identity} onPublished={() => setPickedIds(new Set())} />
      )}
      {groups.map(({ group, title }) => {
        const members = rows.filter((row) => row.group === group);
        return (
          members.length > 0 && (
            <section key={group} className="mt-8" aria-labelledby={`group-${group}`}>
              <h2 id={`group-${group}`} className="border-b border-rule pb-2 font-page text-lg font-semibold">
                {title}{' '}
                <span className="font-ui text-sm font-normal text-ink-faint tabular-nums">{members.length}</span>
              </h2>
              <ul>
                {members.map((row) => (
                  <ReviewListRow
                    key={row.review.id}
                    row={row}
                    isPicked={pickedIds.has(row.review.id)}
                    {...(group === 'approved' && identity !== null
                      ? { onPick: (isPicked: boolean) => pick(row.review.id, isPicked) }
                      : {})}
                  />
                ))}
              </ul>
            </section>
          )
        );
      })}
    </Screen>
  );
}
