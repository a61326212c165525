import { visibleLine } from '#base';
import { Button, Notice } from '#ui';
import { Suspense, useState } from 'react';
import { laterPart } from '../later-parts.ts';
import { draftConflict } from '../publish/queries.ts';
import { useServices } from '../services-context.ts';

const ResolveConflictDialog = laterPart(() =>
  import('../publish/resolve-conflict-dialog.tsx').then((module) => module.ResolveConflictDialog),
);

export interface SendConflictProps {
  readonly paths: readonly string[];
  /** The commit that has other words for the same places. */
  readonly onto: string;
  /** Whether that is the review's own, and not the site's. */
  readonly isOfReview: boolean;
  /** A draft is another now. `isLast`: all are settled. */
  readonly onSettle: (isLast: boolean) => void;
}

/** Drafts that meet other words where they were to go: each is settled, then they can go there. */
export function SendConflict({ paths, onto, isOfReview, onSettle }: SendConflictProps) {
  const { workspace } = useServices();
  const [settled, setSettled] = useState<ReadonlySet<string>>(new Set());
  const [resolving, setResolving] = useState<string>();
  const left = paths.filter((path) => !settled.has(path));
  const settle = (path: string): void => {
    setResolving(undefined);
    setSettled(new Set(settled).add(path));
    onSettle(left.every((one) => one === path));
  };
  return (
    <>
      <Notice
        urgent
        tone="caution"
        title={isOfReview ? 'Conflict: the review changed the same places' : 'Conflict: the site has other words there'}
        actions={left.map((path) => (
          <Button key={path} size="small" className="max-w-full" onClick={() => setResolving(path)}>
            <span className="truncate">Resolve {visibleLine(path, 100)}…</span>
          </Button>
        ))}
      >
        Nothing was sent. Your text is kept as a draft in this browser. Put the two together, and it is sent.
      </Notice>
      {resolving !== undefined && (
        <Suspense>
          <ResolveConflictDialog
            path={resolving}
            source={draftConflict(workspace, { onto, where: isOfReview ? 'in the review' : 'on the site' })}
            onClose={() => setResolving(undefined)}
            onResolved={() => settle(resolving)}
          />
        </Suspense>
      )}
    </>
  );
}
