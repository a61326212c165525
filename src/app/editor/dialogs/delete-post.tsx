import { useNavigate } from 'react-router-dom';
import { DeleteDialog } from '../../files/delete-dialog.tsx';
import type { DeskDialogProps } from '../desk-dialogs.ts';

/** "Delete post…" for the open post; leads back to the list. */
export function DeletePost({ desk, onClose }: DeskDialogProps) {
  const navigate = useNavigate();
  const { path, title } = desk.session;
  return (
    <DeleteDialog
      what="post"
      path={path}
      title={title}
      onClose={onClose}
      onDeleted={() => {
        onClose();
        void navigate('/posts');
      }}
    />
  );
}
