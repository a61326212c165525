import { GalleyError } from '#base';
import { Skeleton } from '#ui';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router-dom';
import { ErrorNotice } from '../errors/error-notice.tsx';
import { useServices } from '../services-context.ts';
import { identityQuery } from '../settings/queries.ts';
import { Screen } from '../shell/screen.tsx';
import { reviewQuery } from './queries.ts';
import { ReviewDesk } from './review-desk.tsx';

/** One review, at its own address. */
export function ReviewPage() {
  const { id = '' } = useParams();
  const { workspace } = useServices();
  const opened = useQuery(reviewQuery(workspace, id));
  const identity = useQuery(identityQuery(workspace));
  return (
    <Screen wide>
      <p className="mb-3 text-[0.8125rem]">
        <Link to="/review" className="text-accent hover:underline">
          All reviews
        </Link>
      </p>
      {(opened.isPending || identity.isPending) && <Skeleton className="mt-6 h-60 w-full" />}
      {opened.isError && (
        <>
          <h1 className="mb-4 font-page text-2xl font-semibold">Review</h1>
          <ErrorNotice error={GalleyError.from(opened.error)} onRetry={() => void opened.refetch()} />
        </>
      )}
      {opened.isSuccess && identity.data !== undefined && (
        <ReviewDesk key={id} opened={opened.data} identity={identity.data} />
      )}
    </Screen>
  );
}
