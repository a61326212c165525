import { GalleyError } from '#base';
import { AlertDialog } from '#ui';
import type { PendingChange } from '#workspace';
import { useMutation } from '@tanstack/react-query';
import { ErrorNotice } from '../errors/error-notice.tsx';
import { useServices } from '../services-context.ts';
import { changeTitle } from './change-title.ts';
import { discardDraftsMutation } from './mutations.ts';

export interface DiscardDialogProps {
  readonly changes: readonly PendingChange[];
  readonly onClose: () => void;
}

/** Names what would be lost, and deletes it on confirmation. */
export function DiscardDialog({ changes, onClose }: DiscardDialogProps) {
  const { workspace, statusLine } = useServices();
  const discard = useMutation({
    ...discardDraftsMutation(workspace),
    onSuccess: () => {
      statusLine.note('none');
      onClose();
    },
  });
  return (
    <AlertDialog
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      title={changes.length === 1 ? 'Discard this draft?' : `Discard ${changes.length} drafts?`}
      action="Discard"
      onConfirm={() => discard.mutate(changes.map((change) => change.path))}
    >
      <p>What you wrote since the last publication goes. For 30 days you can restore it below your changes:</p>
      <ul className="mt-2 max-h-60 list-disc overflow-y-auto ps-5 text-ink">
        {changes.map((change) => (
          <li key={change.path}>
            {changeTitle(change)}
            {change.kind === 'added' && change.content === 'text' && ' (the whole new post)'}
            {change.kind === 'added' && change.content === 'image' && ' (the whole image)'}
            {change.kind === 'deleted' && ' (it stays as it is published)'}
          </li>
        ))}
      </ul>
      {discard.isError && <ErrorNotice error={GalleyError.from(discard.error)} />}
    </AlertDialog>
  );
}
