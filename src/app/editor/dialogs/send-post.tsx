import { SendDialog } from '../../review/send-dialog.tsx';
import { useServices } from '../../services-context.ts';
import type { DeskDialogProps } from '../desk-dialogs.ts';

/** "Send for review" for the open post. */
export function SendPost({ desk, onClose }: DeskDialogProps) {
  const { statusLine } = useServices();
  return (
    <SendDialog
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
