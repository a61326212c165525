import { useNavigate } from 'react-router-dom';
import { RenameDialog } from '../../files/rename-dialog.tsx';
import { postAddress } from '../../posts/post-address.ts';
import type { DeskDialogProps } from '../desk-dialogs.ts';

/** "Rename file…" for the open post; goes on at its new name. */
export function RenamePost({ desk, onClose }: DeskDialogProps) {
  const navigate = useNavigate();
  return (
    <RenameDialog
      path={desk.session.path}
      onClose={onClose}
      onRenamed={(path) => {
        onClose();
        void navigate(postAddress(path), { replace: true });
      }}
    />
  );
}
