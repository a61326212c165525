import { GalleyError, visibleLine } from '#base';
import { Button, Notice, Spinner } from '#ui';
import type { SettledConflict } from '#workspace';
import { useMutation } from '@tanstack/react-query';
import { Suspense, useState } from 'react';
import { ErrorNotice } from '../errors/error-notice.tsx';
import { laterPart } from '../later-parts.ts';
import { useServices } from '../services-context.ts';
import type { Identity } from '../settings/identity.ts';

const ResolveConflictDialog = laterPart(() =>
  import('../publish/resolve-conflict-dialog.tsx').then((module) => module.ResolveConflictDialog),
);

export interface ReviewConflictProps {
  readonly id: string;
  /** The files that the review and the site changed in the same places. */
  readonly paths: readonly string[];
  readonly identity: Identity;
}

/** Puts a review and the site together, file by file; when all are settled, the result becomes a commit of the review. */
export function ReviewConflict({ id, paths, identity }: ReviewConflictProps) {
  const { workspace } = useServices();
  const { reviews } = workspace;
  const [settled, setSettled] = useState<ReadonlyMap<string, SettledConflict>>(new Map());
  const [resolving, setResolving] = useState<string>();
  const merge = useMutation({
    mutationFn: (all: ReadonlyMap<string, SettledConflict>) =>
      reviews.mergeSite({ id, settled: all, author: identity }),
    onSuccess(outcome, all) {
      // The site may have changed a file again since it was settled.
      if (outcome.kind === 'conflict') setSettled(new Map([...all].filter(([path]) => !outcome.paths.includes(path))));
    },
  });
  const again = merge.data?.kind === 'conflict' ? merge.data.paths : [];
  const left = [...new Set([...paths, ...again])].filter((path) => !settled.has(path));
  const settle = async (path: string, decided: SettledConflict): Promise<string> => {
    // Of a file that the review deleted, its own version is none.
    const isDeletion = decided.mine === null && decided.text === '';
    const text = isDeletion ? null : decided.text;
    const all = new Map(settled).set(path, decided.text === null ? await takeTheirs(path) : { ...decided, text });
    setSettled(all);
    setResolving(undefined);
    if (left.every((one) => one === path)) merge.mutate(all);
    return path;
  };
  /** The site's version, which is itself null where the site deleted the file. */
  const takeTheirs = async (path: string): Promise<SettledConflict> => {
    const conflict = await reviews.openConflict(id, path);
    return { ...conflict, text: conflict.theirs };
  };
  if (merge.isPending) {
    return (
      <p className="flex items-center gap-3 py-3 text-sm">
        <Spinner /> Putting the review and the site together…
      </p>
    );
  }
  if (merge.isError) {
    return <ErrorNotice error={GalleyError.from(merge.error)} onRetry={() => merge.mutate(settled)} />;
  }
  if (merge.isSuccess && merge.data.kind !== 'conflict') {
    switch (merge.data.kind) {
      case 'sent':
      case 'kept':
        return (
          <Notice tone="good" title="Put together">
            The review has what the site changed. Look at it once more, then publish it.
          </Notice>
        );
      case 'waiting':
        return (
          <ErrorNotice error={merge.data.error} after="What you settled is kept here and sent as soon as that works." />
        );
      case 'refused':
        return (
          <Notice urgent tone="danger" title="The server refused it">
            {visibleLine(merge.data.reason, 2000)}
          </Notice>
        );
      case 'moved':
      case 'outdated':
        return (
          <Notice urgent tone="caution" title="The review changed meanwhile">
            Look at what is new, then publish it again.
          </Notice>
        );
    }
  }
  return (
    <>
      <Notice
        urgent
        tone="caution"
        title="Conflict: the site changed the same places"
        actions={left.map((path) => (
          <Button key={path} size="small" className="max-w-full" onClick={() => setResolving(path)}>
            <span className="truncate">Resolve {visibleLine(path, 100)}…</span>
          </Button>
        ))}
      >
        Someone published other changes there since. Nothing was published now. Put the two together, then publish
        again.
      </Notice>
      {resolving !== undefined && (
        <Suspense>
          <ResolveConflictDialog
            path={resolving}
            source={{
              key: id,
              isOfDraft: false,
              open: (path) => reviews.openConflict(id, path),
              resolve: settle,
            }}
            onClose={() => setResolving(undefined)}
            onResolved={() => undefined}
          />
        </Suspense>
      )}
    </>
  );
}
