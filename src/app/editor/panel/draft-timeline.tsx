import { GalleyError } from '#base';
import { Button, Skeleton } from '#ui';
import type { DraftMoment } from '#workspace';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ErrorNotice } from '../../errors/error-notice.tsx';
import { formatMoment } from '../../format-day.ts';
import { useServices } from '../../services-context.ts';
import { draftMomentsQuery } from '../queries.ts';
import type { PanelTabProps } from './panel-tab.ts';
import { DraftPreview } from './draft-preview.tsx';
import { wordsChanged } from './words-changed.ts';

/** So many are listed at first, and as many more each time. */
const step = 20;

/** What the post was in this browser, newest first, each with its difference to now and a way back. */
export function DraftTimeline({ desk }: PanelTabProps) {
  const { session } = desk;
  const moments = useQuery(draftMomentsQuery(useServices().workspace, session.path));
  const [limit, setLimit] = useState(step);
  const [shown, setShown] = useState<DraftMoment>();
  if (moments.isPending) return <Skeleton className="h-24 w-full" />;
  if (moments.isError) {
    return <ErrorNotice error={GalleyError.from(moments.error)} onRetry={() => void moments.refetch()} />;
  }
  const byId = new Map(moments.data.map((moment) => [moment.id, moment]));
  const newest = moments.data.toReversed();
  if (newest.length === 0) {
    return <p className="text-[0.8125rem] text-ink-soft">Nothing has been written here yet.</p>;
  }
  return (
    <>
      <ol aria-label="Drafts" className="-mx-2 flex flex-col">
        {newest.slice(0, limit).map((moment) => (
          <li key={moment.id}>
            <button
              type="button"
              onClick={() => setShown(moment)}
              className="flex w-full flex-wrap items-baseline gap-x-2 rounded-md px-2 py-1.5 text-start text-[0.8125rem] hover:bg-hover"
            >
              <span className="me-auto text-ink">{formatMoment(moment.time)}</span>
              <Words moment={moment} before={moment.parent === null ? undefined : byId.get(moment.parent)} />
              {moment.discardedAt !== undefined && (
                <span className="w-full text-ink-faint">Discarded on {formatMoment(moment.discardedAt)}</span>
              )}
            </button>
          </li>
        ))}
      </ol>
      {newest.length > limit && (
        <Button size="small" look="quiet" onClick={() => setLimit(limit + step)} className="mt-1">
          Earlier drafts
        </Button>
      )}
      {shown !== undefined && <DraftPreview session={session} moment={shown} onClose={() => setShown(undefined)} />}
    </>
  );
}

function Words({ moment, before }: { readonly moment: DraftMoment; readonly before: DraftMoment | undefined }) {
  if (before === undefined) return <span className="text-ink-faint">Beginning</span>;
  const { added, removed } = wordsChanged(before.text, moment.text);
  if (added === 0 && removed === 0) return <span className="text-ink-faint">No words</span>;
  return (
    <span className="whitespace-nowrap text-ink-soft">
      {added > 0 && (
        <span className="text-added">
          +{added.toLocaleString('en')}
          <span className="sr-only"> words</span>
        </span>
      )}{' '}
      {removed > 0 && (
        <span className="text-removed">
          −{removed.toLocaleString('en')}
          <span className="sr-only"> words</span>
        </span>
      )}
    </span>
  );
}
