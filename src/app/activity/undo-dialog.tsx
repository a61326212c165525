import { GalleyError, visibleLine } from '#base';
import { isPostPath } from '#content';
import { Button, Dialog, Notice } from '#ui';
import type { ActivityCommit, UndoOutcome } from '#workspace';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router-dom';
import { ErrorNotice } from '../errors/error-notice.tsx';
import { postAddress } from '../posts/post-address.ts';
import { ResolveConflictDialog } from '../publish/resolve-conflict-dialog.tsx';
import { useServices } from '../services-context.ts';

export interface UndoDialogProps {
  readonly commit: ActivityCommit;
  readonly title: string;
  readonly onClose: () => void;
}

/** Takes a commit back as drafts, and says file by file what came of it. */
export function UndoDialog({ commit, title, onClose }: UndoDialogProps) {
  const { workspace, statusLine } = useServices();
  const navigate = useNavigate();
  const [resolving, setResolving] = useState<string>();
  const [resolved, setResolved] = useState<ReadonlySet<string>>(new Set());
  const undo = useMutation({
    mutationFn: () => workspace.history.undoCommit(commit),
    onSuccess: ({ undone, conflicts }) => {
      if (undone.length > 0 || conflicts.length > 0) statusLine.note(conflicts.length > 0 ? 'conflict' : 'saved');
    },
  });
  const count = commit.differences?.length ?? 0;
  return (
    <>
      <Dialog
        open={resolving === undefined}
        onOpenChange={(open) => {
          if (!open && resolving === undefined) onClose();
        }}
        title="Undo this change"
        description={title}
        footer={
          undo.isSuccess ? (
            <>
              <Button onClick={onClose}>Close</Button>
              <Button look="primary" onClick={() => void navigate('/changes')}>
                See the drafts
              </Button>
            </>
          ) : (
            <>
              <Button onClick={onClose}>Cancel</Button>
              <Button look="primary" disabled={undo.isPending} onClick={() => undo.mutate()}>
                Undo as drafts
              </Button>
            </>
          )
        }
      >
        {undo.isSuccess ? (
          <Outcome outcome={undo.data} resolved={resolved} onResolve={setResolving} />
        ) : (
          <p className="text-sm text-ink-soft">
            What it did to {count === 1 ? 'one file' : `${count.toLocaleString('en')} files`} is taken back in drafts;
            what was changed since stays. Nothing is published until you publish it.
          </p>
        )}
        {undo.isError && <ErrorNotice error={GalleyError.from(undo.error)} />}
      </Dialog>
      {resolving !== undefined && (
        <ResolveConflictDialog
          path={resolving}
          onClose={() => setResolving(undefined)}
          onResolved={() => {
            setResolved(new Set([...resolved, resolving]));
            setResolving(undefined);
          }}
        />
      )}
    </>
  );
}

interface OutcomeProps {
  readonly outcome: UndoOutcome;
  readonly resolved: ReadonlySet<string>;
  readonly onResolve: (path: string) => void;
}

function Outcome({ outcome, resolved, onResolve }: OutcomeProps) {
  const { undone, conflicts, unchanged, leftAlone } = outcome;
  const open = conflicts.filter((path) => !resolved.has(path));
  const settled = [...undone, ...conflicts.filter((path) => resolved.has(path))];
  return (
    <div className="grid grid-cols-1 gap-4 text-sm">
      {settled.length > 0 && (
        <section aria-labelledby="undone">
          <h3 id="undone" className="mb-1 font-semibold">
            Taken back in drafts
          </h3>
          <Paths paths={settled} />
        </section>
      )}
      {open.length > 0 && (
        <Notice tone="caution" title="Changed since in the same places">
          <ul className="grid grid-cols-1 gap-1">
            {open.map((path) => (
              <li key={path} className="flex flex-wrap items-center gap-2">
                <span className="wrap-anywhere">{visibleLine(path)}</span>
                <Button size="small" onClick={() => onResolve(path)}>
                  Resolve…<span className="sr-only"> {visibleLine(path)}</span>
                </Button>
              </li>
            ))}
          </ul>
        </Notice>
      )}
      {leftAlone.length > 0 && (
        <section aria-labelledby="left-alone">
          <h3 id="left-alone" className="mb-1 font-semibold">
            Left alone
          </h3>
          <p className="mb-1 text-ink-soft">
            They have unpublished changes, were deleted since, or are no text: nothing of them was touched.
          </p>
          <Paths paths={leftAlone} />
        </section>
      )}
      {unchanged.length > 0 && settled.length === 0 && open.length === 0 && leftAlone.length === 0 && (
        <p>Everything is as it was before this change already.</p>
      )}
    </div>
  );
}

function Paths({ paths }: { readonly paths: readonly string[] }) {
  return (
    <ul className="max-h-60 list-disc overflow-y-auto ps-5">
      {paths.map((path) => (
        <li key={path} className="wrap-anywhere">
          {isPostPath(path) ? (
            <Link to={postAddress(path)} className="text-accent hover:underline">
              {visibleLine(path)}
            </Link>
          ) : (
            visibleLine(path)
          )}
        </li>
      ))}
    </ul>
  );
}
