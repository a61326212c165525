import { Button, Notice } from '#ui';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Suspense, useState } from 'react';
import { formatMoment } from '../format-day.ts';
import { laterPart } from '../later-parts.ts';
import { useServices } from '../services-context.ts';
import type { PostSession } from './post-session.ts';
import { remoteChangeQuery } from './queries.ts';

const ResolveConflictDialog = laterPart(() =>
  import('../publish/resolve-conflict-dialog.tsx').then((module) => module.ResolveConflictDialog),
);

/** Says that someone else published the open post while it was being changed here, and puts the two together on request. */
export function RemoteChangeNotice({ session }: { readonly session: PostSession }) {
  const { workspace } = useServices();
  const { data: change } = useQuery(remoteChangeQuery(workspace, session.path));
  const [isResolving, setResolving] = useState(false);
  const merge = useMutation({
    mutationFn: async () => ((await session.flush()) ? workspace.mergeRemoteChange(session.path) : 'unsaved'),
    onSuccess: (outcome) => {
      if (outcome === 'conflict') setResolving(true);
    },
  });
  if (change === undefined || change === null) return null;
  const { isGone, lastChange } = change;
  return (
    <>
      <Notice
        tone="info"
        title={isGone ? 'This post is gone from the repository' : `Updated by ${lastChange?.author ?? 'someone else'}`}
        actions={
          <Button size="small" disabled={merge.isPending} onClick={() => merge.mutate()}>
            {isGone ? 'See what to do' : 'See and merge'}
          </Button>
        }
      >
        {isGone
          ? 'Someone deleted or renamed it while you were changing it. Your changes are kept in this browser.'
          : `${lastChange === null ? 'It' : `On ${formatMoment(lastChange.time)} it`} was published with other changes. Yours are kept, and the two can be put together.`}
      </Notice>
      {isResolving && (
        <Suspense>
          <ResolveConflictDialog
            path={session.path}
            onClose={() => setResolving(false)}
            onResolved={() => {
              setResolving(false);
              session.refresh().catch((error: unknown) => reportError(error));
            }}
          />
        </Suspense>
      )}
    </>
  );
}
