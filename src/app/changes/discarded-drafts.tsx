import { GalleyError, visibleLine } from '#base';
import { Button } from '#ui';
import { useMutation, useQuery } from '@tanstack/react-query';
import { ErrorNotice } from '../errors/error-notice.tsx';
import { formatMoment } from '../format-day.ts';
import { useServices } from '../services-context.ts';
import { discardedQuery } from './queries.ts';
import { restoreDiscardedMutation } from './mutations.ts';

/** Drafts that were thrown away in the last 30 days, with a way to have them back. Draws nothing where there is none. */
export function DiscardedDrafts({ draftPaths }: { readonly draftPaths: ReadonlySet<string> }) {
  const { workspace } = useServices();
  const discarded = useQuery(discardedQuery(workspace));
  const restore = useMutation(restoreDiscardedMutation(workspace));
  if (discarded.data === undefined || discarded.data.length === 0) return null;
  return (
    <section className="mt-10" aria-labelledby="discarded-heading">
      <h2 id="discarded-heading" className="border-b border-rule pb-2 font-page text-lg font-semibold">
        Discarded lately
      </h2>
      <p className="mt-2 text-[0.8125rem] text-ink-soft">Kept in this browser for 30 days.</p>
      <ul>
        {discarded.data.map((draft) => (
          <li
            key={`${draft.path} ${draft.discardedAt}`}
            className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-rule py-2.5 text-sm"
          >
            <span className="min-w-0 flex-1 basis-60">
              <span className="block truncate text-ink">{visibleLine(draft.path)}</span>
              <span className="block text-[0.8125rem] text-ink-faint">
                Discarded on {formatMoment(draft.discardedAt)}
              </span>
            </span>
            {draftPaths.has(draft.path) ? (
              <span className="text-[0.8125rem] text-ink-faint">There is a newer draft: see its history</span>
            ) : (
              <Button
                size="small"
                disabled={restore.isPending}
                aria-label={`Restore ${visibleLine(draft.path)}`}
                onClick={() => restore.mutate(draft)}
              >
                Restore
              </Button>
            )}
          </li>
        ))}
      </ul>
      {restore.isError && <ErrorNotice error={GalleyError.from(restore.error)} />}
    </section>
  );
}
