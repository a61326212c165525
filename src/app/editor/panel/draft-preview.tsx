import { GalleyError } from '#base';
import { Button, Dialog, Skeleton } from '#ui';
import type { DraftMoment } from '#workspace';
import { useMutation, useQuery } from '@tanstack/react-query';
import { LineDiffView } from '../../changes/line-diff-view.tsx';
import { ErrorNotice } from '../../errors/error-notice.tsx';
import { formatMoment } from '../../format-day.ts';
import type { PostSession } from '../post-session.ts';
import { draftDiffQuery } from '../queries.ts';

export interface DraftPreviewProps {
  readonly session: PostSession;
  readonly moment: DraftMoment;
  readonly onClose: () => void;
}

/** An earlier draft beside the post as it is now, and the way back to it. */
export function DraftPreview({ session, moment, onClose }: DraftPreviewProps) {
  const diff = useQuery(draftDiffQuery(session, moment));
  const restore = useMutation({ mutationFn: () => session.restore(moment.text), onSuccess: onClose });
  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      title={`Draft of ${formatMoment(moment.time)}`}
      description="What has changed since. “Restore this” brings it back as it was; undo takes that back."
      size="large"
      footer={
        <Button
          look="primary"
          disabled={restore.isPending || diff.data?.kind === 'same'}
          onClick={() => restore.mutate()}
        >
          Restore this
        </Button>
      }
    >
      {diff.isPending && <Skeleton className="h-40 w-full" />}
      {diff.isError && <ErrorNotice error={GalleyError.from(diff.error)} onRetry={() => void diff.refetch()} />}
      {diff.isSuccess && <LineDiffView name="Changes since this draft" diff={diff.data} />}
      {restore.isError && <ErrorNotice error={GalleyError.from(restore.error)} />}
    </Dialog>
  );
}
