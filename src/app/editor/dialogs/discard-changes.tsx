import { GalleyError } from '#base';
import { AlertDialog, Button, Dialog } from '#ui';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate } from 'react-router-dom';
import { ErrorNotice } from '../../errors/error-notice.tsx';
import { useServices } from '../../services-context.ts';
import type { DeskDialogProps } from '../desk-dialogs.ts';
import { draftOfQuery } from '../queries.ts';

/** Asks, and gives up what was written in the open post since its last publication. */
export function DiscardChanges({ desk, onClose }: DeskDialogProps) {
  const { workspace, statusLine } = useServices();
  const navigate = useNavigate();
  const draft = useQuery(draftOfQuery(workspace, desk.session.path));
  const discard = useMutation({
    mutationFn: () => desk.session.discard(),
    onSuccess: (isLeft) => {
      statusLine.note('none');
      onClose();
      if (!isLeft) void navigate('/posts');
    },
  });
  if (draft.data === undefined) return null;
  const changeOpen = (open: boolean): void => {
    if (!open) onClose();
  };
  if (draft.data === null) {
    return (
      <Dialog open onOpenChange={changeOpen} title="Nothing to discard" footer={<Button onClick={onClose}>OK</Button>}>
        <p className="text-sm text-ink-soft">The post has no changes that are not committed.</p>
      </Dialog>
    );
  }
  return (
    <AlertDialog
      open
      onOpenChange={changeOpen}
      title="Discard changes?"
      action="Discard"
      onConfirm={() => discard.mutate()}
    >
      <p>
        {draft.data.kind === 'added'
          ? 'This post was never published: all of it goes. For 30 days you can restore it on the Changes screen.'
          : 'What you wrote in this post since it was last published goes. For 30 days you can restore it on the Changes screen.'}
      </p>
      {discard.isError && <ErrorNotice error={GalleyError.from(discard.error)} />}
    </AlertDialog>
  );
}
