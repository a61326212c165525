import { GalleyError, visibleLine } from '#base';
import { Button } from '#ui';
import type { Changes } from '#workspace';
import { useMutation } from '@tanstack/react-query';
import { ErrorNotice } from '../errors/error-notice.tsx';
import { formatMoment } from '../format-day.ts';
import { useServices } from '../services-context.ts';
import { returnOutboxMutation } from './mutations.ts';

export interface OutboxListProps {
  readonly outbox: Changes['outbox'];
  readonly onPublish: () => void;
}

/** The commits that the remote does not have yet: send them, or take them apart again. */
export function OutboxList({ outbox, onPublish }: OutboxListProps) {
  const { workspace } = useServices();
  const takeBack = useMutation(returnOutboxMutation(workspace));
  return (
    <section className="mt-8" aria-labelledby="outbox-heading">
      <div className="flex flex-wrap items-center gap-2 border-b border-rule pb-2">
        <h2 id="outbox-heading" className="me-auto font-page text-lg font-semibold">
          Committed, not published
        </h2>
        <Button size="small" onClick={() => takeBack.mutate()} disabled={takeBack.isPending}>
          Turn back into drafts
        </Button>
        <Button size="small" onClick={onPublish}>
          Retry
        </Button>
      </div>
      {takeBack.isError && <ErrorNotice error={GalleyError.from(takeBack.error)} />}
      <ul>
        {outbox.map((commit) => (
          <li key={commit.oid} className="border-b border-rule py-3 text-sm wrap-anywhere">
            <p className="font-medium">{visibleLine(commit.message.split('\n')[0] ?? '')}</p>
            <p className="text-[0.8125rem] text-ink-faint">
              {visibleLine(commit.author.name, 80)} · {formatMoment(commit.time)} ·{' '}
              {visibleLine(commit.paths.join(', '))}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
