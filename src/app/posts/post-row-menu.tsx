import type { PostRow } from '#workspace';
import { Menu, MenuItem, MenuSeparator } from '#ui';
import { FilePen, Trash2 } from 'lucide-react';
import { useRef, useState, type ReactElement } from 'react';
import { useNavigate } from 'react-router-dom';
import { DeleteDialog } from '../files/delete-dialog.tsx';
import { RenameDialog } from '../files/rename-dialog.tsx';
import { postAddress } from './post-address.ts';

export interface PostRowMenuProps {
  readonly post: PostRow;
  /** What opens it. */
  readonly button: ReactElement;
}

/** What can be done with a post from the list, without opening it. It is open from the start: a press brought it here. */
export function PostRowMenu({ post, button }: PostRowMenuProps) {
  const navigate = useNavigate();
  const [isOpen, setOpen] = useState(true);
  const [dialog, setDialog] = useState<'rename' | 'delete'>();
  const place = useRef<HTMLSpanElement>(null);
  const close = (): void => setDialog(undefined);
  return (
    <>
      <span ref={place} className="contents">
        <Menu trigger={button} align="end" open={isOpen} onOpenChange={setOpen}>
          <MenuItem icon={<FilePen aria-hidden="true" />} onSelect={() => setDialog('rename')}>
            Rename file…
          </MenuItem>
          <MenuSeparator />
          <MenuItem danger icon={<Trash2 aria-hidden="true" />} onSelect={() => setDialog('delete')}>
            Delete post…
          </MenuItem>
        </Menu>
      </span>
      {dialog === 'rename' && (
        <RenameDialog path={post.path} onClose={close} onRenamed={(path) => void navigate(postAddress(path))} />
      )}
      {dialog === 'delete' && (
        <DeleteDialog
          what="post"
          path={post.path}
          title={post.title === '' ? post.path : post.title}
          onClose={close}
          onDeleted={() => {
            const neighbour = neighbourOf(place.current);
            close();
            // The row goes, and the focus with it, once the dialog has given it back.
            requestAnimationFrame(() => requestAnimationFrame(() => neighbour?.focus()));
          }}
        />
      )}
    </>
  );
}

/** The link of the row below, or else above. */
function neighbourOf(place: HTMLElement | null): HTMLElement | null {
  const row = place?.closest('li');
  const neighbour = row?.nextElementSibling ?? row?.previousElementSibling;
  return neighbour?.querySelector('a') ?? document.querySelector('h1');
}
