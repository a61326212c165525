import { useQuery } from '@tanstack/react-query';
import { HistoryDialog } from '../../history/history-dialog.tsx';
import { useServices } from '../../services-context.ts';
import type { DeskDialogProps } from '../desk-dialogs.ts';
import { draftOfQuery } from '../queries.ts';

/** The published versions of the open post. */
export function PostHistory({ desk, onClose }: DeskDialogProps) {
  const { session } = desk;
  const { workspace } = useServices();
  const draft = useQuery(draftOfQuery(workspace, session.path));
  if (draft.data === undefined) return null;
  const refresh = (): void => {
    session.refresh().catch((error: unknown) => reportError(error));
  };
  return (
    <HistoryDialog
      path={session.path}
      hasDraft={draft.data !== null}
      onClose={onClose}
      onRestored={() => {
        onClose();
        refresh();
      }}
      onBroughtBack={refresh}
    />
  );
}
