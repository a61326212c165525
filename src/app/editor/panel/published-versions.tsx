import { GalleyError, visibleLine } from '#base';
import { Skeleton } from '#ui';
import { useQuery } from '@tanstack/react-query';
import { ErrorNotice } from '../../errors/error-notice.tsx';
import { formatMoment } from '../../format-day.ts';
import { historyQuery } from '../../history/queries.ts';
import { useServices } from '../../services-context.ts';

/** So many of the newest versions are named in the panel; the dialog has all. */
const shown = 10;

/** The newest published versions of a post: when, by whom, and what for. */
export function PublishedVersions({ path }: { readonly path: string }) {
  const history = useQuery(historyQuery(useServices().workspace, path, shown));
  if (history.isPending) return <Skeleton className="h-24 w-full" />;
  if (history.isError) {
    return <ErrorNotice error={GalleyError.from(history.error)} onRetry={() => void history.refetch()} />;
  }
  const { versions, complete } = history.data;
  if (versions.length === 0) {
    return (
      <p className="text-[0.8125rem] text-ink-soft">
        {complete
          ? 'The post has not been published yet.'
          : 'Older versions are on the server, which can’t be reached now.'}
      </p>
    );
  }
  return (
    <ol className="flex flex-col gap-3">
      {versions.map(({ commit, author, time, message, isPublished }) => (
        <li key={commit} className="border-s-2 border-rule ps-3 text-[0.8125rem] leading-snug">
          <p className="line-clamp-2 font-medium wrap-anywhere text-ink">{visibleLine(message.split('\n')[0] ?? '')}</p>
          <p className="text-ink-soft">
            {author.name === '' ? 'Unknown' : visibleLine(author.name, 80)}
            {time > 0 && ` · ${formatMoment(time)}`}
            {!isPublished && ' · not published yet'}
          </p>
        </li>
      ))}
    </ol>
  );
}
