import { useQuery } from '@tanstack/react-query';
import { HistoryDialog } from '../../history/history-dialog.tsx';
import { useServices } from '../../services-context.ts';
import type { DeskDialogProps } from '../desk-dialogs.ts';

/** The published versions of the open post. */
export function PostHistory({ desk, onClose }: DeskDialogProps) {
  const { session } = desk;
  const { workspace } = useServices();
  // Asked anew each time the dialog opens, and only then: what is shown must not change its mind meanwhile.
  const hasDraft = useQuery({
    queryKey: ['history', 'has-draft', session.path],
    queryFn: async () => (await workspace.listChanges()).drafts.some(({ path }) => path === session.path),
    gcTime: 0,
  });
  if (hasDraft.data === undefined) return null;
  return (
    <HistoryDialog
      path={session.path}
      hasDraft={hasDraft.data}
      onClose={onClose}
      onRestored={() => {
        onClose();
        session.refresh().catch((error: unknown) => reportError(error));
      }}
    />
  );
}
