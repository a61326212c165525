import { PublishDialog } from '../../publish/publish-dialog.tsx';
import { useServices } from '../../services-context.ts';
import type { DeskDialogProps } from '../desk-dialogs.ts';

/** "Publish changes" for the open post. */
export function PublishPost({ desk, onClose }: DeskDialogProps) {
  const { statusLine } = useServices();
  return (
    <PublishDialog
      paths={[desk.session.path]}
      onClose={onClose}
      onSettled={() => {
        desk.session.refresh().catch((error: unknown) => {
          statusLine.note('not-saved');
          reportError(error);
        });
      }}
    />
  );
}
