import { visibleLine } from '#base';
import { Button, Notice } from '#ui';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Suspense, useState } from 'react';
import { useNavigate } from 'react-router-dom';
import { formatMoment } from '../format-day.ts';
import { laterPart } from '../later-parts.ts';
import { postAddress } from '../posts/post-address.ts';
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
  const navigate = useNavigate();
  const merge = useMutation({
    mutationFn: async () => ((await session.flush()) ? workspace.mergeRemoteChange(session.path) : 'unsaved'),
    onSuccess: (outcome) => {
      if (outcome === 'conflict') setResolving(true);
    },
  });
  const move = useMutation({
    mutationFn: async () => ((await session.flush()) ? workspace.moveDraft(session.path) : session.path),
    onSuccess: (path) => navigate(postAddress(path), { replace: true }),
  });
  if (change === undefined || change === null) return null;
  const { isGone, renamedTo, lastChange } = change;
  const who = visibleLine(lastChange?.author ?? 'Someone', 80);
  return (
    <>
      {renamedTo !== null && (
        <Notice
          tone="info"
          title={`Renamed by ${who}`}
          actions={
            <Button size="small" disabled={move.isPending} onClick={() => move.mutate()}>
              Go on there
            </Button>
          }
        >
          This post is called {visibleLine(renamedTo)} now. Your changes are kept, and go with it.
        </Notice>
      )}
      {renamedTo === null && (
        <Notice
          tone="info"
          title={isGone ? 'This post was deleted in the repository' : `Updated by ${who}`}
          actions={
            <Button size="small" disabled={merge.isPending} onClick={() => merge.mutate()}>
              {isGone ? 'See what to do' : 'See and merge'}
            </Button>
          }
        >
          {isGone
            ? 'Someone deleted it while you had it open. What you wrote is kept in this browser.'
            : `${lastChange === null ? 'It' : `On ${formatMoment(lastChange.time)} it`} was published with other changes. Yours are kept, and the two can be put together.`}
        </Notice>
      )}
      {isResolving && (
        <Suspense>
          <ResolveConflictDialog
            path={session.path}
            onClose={() => setResolving(false)}
            onResolved={(path) => {
              setResolving(false);
              if (path !== session.path) void navigate(postAddress(path), { replace: true });
              session.refresh().catch((error: unknown) => reportError(error));
            }}
          />
        </Suspense>
      )}
    </>
  );
}
