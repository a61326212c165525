import { GalleyError } from '#base';
import { Button, Checkbox, EmptyState, Skeleton } from '#ui';
import { useQuery } from '@tanstack/react-query';
import { CircleCheck } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'react-router-dom';
import { ErrorNotice } from '../errors/error-notice.tsx';
import { branchRulesQuery, wayToSend } from '../publish/branch-rules.ts';
import { PublishDialog } from '../publish/publish-dialog.tsx';
import { SendDialog } from '../review/send-dialog.tsx';
import { useServices } from '../services-context.ts';
import { Screen } from '../shell/screen.tsx';
import { ScreenHeading } from '../shell/screen-heading.tsx';
import { DiscardDialog } from './discard-dialog.tsx';
import { DiscardedDrafts } from './discarded-drafts.tsx';
import { DraftRow } from './draft-row.tsx';
import { OutboxList } from './outbox-list.tsx';
import { changesQuery } from './queries.ts';

type Asking =
  | { readonly kind: 'publish' | 'review'; readonly paths: readonly string[] }
  | { readonly kind: 'discard' }
  | null;

/** Everything that the remote does not have: drafts, and commits that wait. */
export function ChangesScreen() {
  const { workspace } = useServices();
  const changes = useQuery(changesQuery(workspace));
  const [leftOut, setLeftOut] = useState<ReadonlySet<string>>(new Set());
  const [asking, setAsking] = useState<Asking>(null);
  // Where a push would be refused, the one way on is a review.
  const sendWay = wayToSend(useQuery(branchRulesQuery(workspace)).data);
  const drafts = changes.data?.drafts ?? [];
  const outbox = changes.data?.outbox ?? [];
  const picked = drafts.filter((draft) => !leftOut.has(draft.path));
  const pick = (path: string, isPicked: boolean): void => {
    const next = new Set(leftOut);
    if (isPicked) next.delete(path);
    else next.add(path);
    setLeftOut(next);
  };
  return (
    <Screen>
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <ScreenHeading>Changes</ScreenHeading>
        <p className="flex gap-4 text-sm">
          <Link to="/activity" className="text-accent hover:underline">
            Activity
          </Link>
          <Link to="/activity?show=deleted" className="text-accent hover:underline">
            Deleted posts
          </Link>
        </p>
      </div>
      {changes.isPending && <Skeleton className="mt-6 h-40 w-full" />}
      {changes.isError && (
        <ErrorNotice error={GalleyError.from(changes.error)} onRetry={() => void changes.refetch()} />
      )}
      {changes.isSuccess && drafts.length === 0 && outbox.length === 0 && (
        <EmptyState icon={<CircleCheck />} title="Everything is published">
          What you change in a post waits here until you publish it.
        </EmptyState>
      )}
      {outbox.length > 0 && <OutboxList outbox={outbox} onPublish={() => setAsking({ kind: 'publish', paths: [] })} />}
      {drafts.length > 0 && (
        <section className="mt-8" aria-labelledby="drafts-heading">
          <div className="flex flex-wrap items-center gap-2 border-b border-rule pb-2">
            <Checkbox
              checked={picked.length === drafts.length}
              onCheckedChange={(isPicked) =>
                setLeftOut(isPicked ? new Set() : new Set(drafts.map((draft) => draft.path)))
              }
              labelHidden
              className="me-1"
            >
              Pick all
            </Checkbox>
            <h2 id="drafts-heading" className="me-auto font-page text-lg font-semibold">
              Drafts
            </h2>
            <Button size="small" disabled={picked.length === 0} onClick={() => setAsking({ kind: 'discard' })}>
              Discard…
            </Button>
            {sendWay === null && (
              <Button
                size="small"
                disabled={picked.length === 0}
                onClick={() => setAsking({ kind: 'review', paths: picked.map((draft) => draft.path) })}
              >
                Send for review…
              </Button>
            )}
            <Button
              size="small"
              look="primary"
              disabled={picked.length === 0}
              onClick={() =>
                setAsking({
                  kind: sendWay === null ? 'publish' : 'review',
                  paths: picked.map((draft) => draft.path),
                })
              }
            >
              {sendWay ?? 'Publish…'}
            </Button>
          </div>
          <ul>
            {drafts.map((draft) => (
              <DraftRow
                key={draft.path}
                change={draft}
                isPicked={!leftOut.has(draft.path)}
                onPick={(isPicked) => pick(draft.path, isPicked)}
              />
            ))}
          </ul>
        </section>
      )}
      <DiscardedDrafts draftPaths={new Set(drafts.map(({ path }) => path))} />
      {asking?.kind === 'discard' && <DiscardDialog changes={picked} onClose={() => setAsking(null)} />}
      {asking?.kind === 'review' && <SendDialog paths={asking.paths} onClose={() => setAsking(null)} />}
      {asking?.kind === 'publish' && <PublishDialog paths={asking.paths} onClose={() => setAsking(null)} />}
    </Screen>
  );
}
