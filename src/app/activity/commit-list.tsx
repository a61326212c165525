import { GalleyError } from '#base';
import { Button, EmptyState, Skeleton } from '#ui';
import { useQuery } from '@tanstack/react-query';
import { History } from 'lucide-react';
import { useState } from 'react';
import { ErrorNotice } from '../errors/error-notice.tsx';
import { useServices } from '../services-context.ts';
import { CommitItem } from './commit-item.tsx';
import { activityQuery } from './queries.ts';
import { SeenMarker } from './seen-marker.tsx';

/** So many commits are shown at first, and as many more each time. */
const step = 40;

/** The commits of the branch, newest first; older ones come as one scrolls. */
export function CommitList() {
  const { workspace } = useServices();
  const [limit, setLimit] = useState(step);
  const activity = useQuery(activityQuery(workspace, limit));
  if (activity.isPending) return <Skeleton className="h-60 w-full" />;
  if (activity.isError)
    return <ErrorNotice error={GalleyError.from(activity.error)} onRetry={() => void activity.refetch()} />;
  const { commits, complete } = activity.data;
  if (commits.length === 0) {
    return (
      <EmptyState icon={<History />} title="Nothing happened yet">
        What is published in this repository is listed here.
      </EmptyState>
    );
  }
  const isMoreHere = !complete && commits.length >= limit;
  return (
    <>
      <ol aria-label="Commits">
        {commits.map((commit) => (
          <CommitItem key={commit.oid} commit={commit} />
        ))}
      </ol>
      {isMoreHere && !activity.isPlaceholderData && <SeenMarker key={limit} onSeen={() => setLimit(limit + step)} />}
      {activity.isPlaceholderData && <p className="py-4 text-sm text-ink-soft">Bringing older changes…</p>}
      {isMoreHere && (
        <Button
          size="small"
          className="mt-4"
          disabled={activity.isPlaceholderData}
          onClick={() => setLimit(limit + step)}
        >
          Older changes
        </Button>
      )}
      {!complete && !isMoreHere && (
        <p className="py-4 text-sm text-ink-soft">Older changes are on the server, which can’t be reached now.</p>
      )}
    </>
  );
}
