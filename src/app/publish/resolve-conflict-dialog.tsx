import { GalleyError } from '#base';
import { Button, Dialog, Skeleton, TextArea } from '#ui';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { LineDiffView } from '../changes/line-diff-view.tsx';
import { ErrorNotice } from '../errors/error-notice.tsx';
import { useServices } from '../services-context.ts';
import { conflictQuery } from './queries.ts';
import { restoreLineEnds } from './restore-line-ends.ts';

export interface ResolveConflictDialogProps {
  readonly path: string;
  readonly onClose: () => void;
  readonly onResolved: () => void;
}

/** Theirs, yours and the result beside each other; what is chosen becomes the draft on top of theirs. */
export function ResolveConflictDialog({ path, onClose, onResolved }: ResolveConflictDialogProps) {
  const { workspace, statusLine } = useServices();
  const conflict = useQuery(conflictQuery(workspace, path));
  const [typed, setTyped] = useState<string>();
  const resolve = useMutation({
    mutationFn: (text: string | null) => workspace.resolveConflict(path, text),
    onSuccess: (_, text) => {
      statusLine.note(text === null ? 'none' : 'saved');
      onResolved();
    },
  });
  const mine = conflict.data?.mine ?? '';
  const result = (): string => (typed === undefined ? mine : restoreLineEnds(typed, mine));
  const isReady = conflict.isSuccess && !resolve.isPending;
  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      title="Resolve conflict"
      description={`${path} was changed here and in the repository since you opened it.`}
      size="full"
      footer={
        <>
          <Button disabled={!isReady} onClick={() => resolve.mutate(null)}>
            Keep theirs
          </Button>
          <Button disabled={!isReady} onClick={() => resolve.mutate(mine)}>
            Keep mine
          </Button>
          <Button look="primary" disabled={!isReady} onClick={() => resolve.mutate(result())}>
            Save result
          </Button>
        </>
      }
    >
      {conflict.isPending && <Skeleton className="h-60 w-full" />}
      {conflict.isError && (
        <ErrorNotice error={GalleyError.from(conflict.error)} onRetry={() => void conflict.refetch()} />
      )}
      {conflict.isSuccess && (
        <div className="grid gap-5 lg:grid-cols-3">
          <section>
            <h3 className="mb-1.5 text-sm font-semibold">Theirs</h3>
            <LineDiffView name="What they changed" diff={conflict.data.theirDiff} />
          </section>
          <section>
            <h3 className="mb-1.5 text-sm font-semibold">Yours</h3>
            <LineDiffView name="What you changed" diff={conflict.data.myDiff} />
          </section>
          <div>
            <TextArea
              label="Result"
              value={typed ?? mine}
              onValueChange={setTyped}
              spellCheck={false}
              className="max-h-96 font-code text-[0.8125rem]"
              hint="The whole file as it will be published. It begins as your version; take over what you want of theirs."
            />
          </div>
        </div>
      )}
      {resolve.isError && <ErrorNotice error={GalleyError.from(resolve.error)} />}
    </Dialog>
  );
}
