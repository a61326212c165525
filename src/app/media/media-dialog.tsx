import { GalleyError, visibleLine } from '#base';
import { Button, Dialog, Skeleton } from '#ui';
import { useQuery } from '@tanstack/react-query';
import { ImageOff } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'react-router-dom';
import { ErrorNotice } from '../errors/error-notice.tsx';
import { DeleteDialog } from '../files/delete-dialog.tsx';
import { mentionsQuery } from '../files/queries.ts';
import { postAddress } from '../posts/post-address.ts';
import { useServices } from '../services-context.ts';
import { RepositoryImage } from './repository-image.tsx';
import { rootAddress } from './root-address.ts';

/** One image large, with the posts that show it, and the way to delete it. */
export function MediaDialog({ path, onClose }: { readonly path: string; readonly onClose: () => void }) {
  const { workspace } = useServices();
  const [isDeleting, setDeleting] = useState(false);
  const mentions = useQuery(mentionsQuery(workspace, path));
  const name = visibleLine(path.slice(path.lastIndexOf('/') + 1));
  if (isDeleting)
    return (
      <DeleteDialog what="image" path={path} title={name} onClose={() => setDeleting(false)} onDeleted={onClose} />
    );
  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      title={name}
      description={<span className="wrap-anywhere">{visibleLine(path)}</span>}
      size="large"
      footer={
        <>
          <Button look="danger" onClick={() => setDeleting(true)} className="me-auto">
            Delete…
          </Button>
          <Button onClick={onClose}>Close</Button>
        </>
      }
    >
      <div className="flex h-[min(24rem,45dvh)] items-center justify-center overflow-hidden rounded-md bg-sunken text-ink-faint">
        <RepositoryImage
          address={rootAddress(path)}
          postPath=""
          alternative={name}
          className="size-full object-scale-down"
          fallback={<ImageOff aria-hidden="true" className="size-8" />}
        />
      </div>
      <h3 className="mt-4 mb-1 text-sm font-semibold">Shown in</h3>
      {mentions.isPending && <Skeleton className="h-6 w-60" />}
      {mentions.isError && <ErrorNotice error={GalleyError.from(mentions.error)} />}
      {mentions.isSuccess && mentions.data.length === 0 && <p className="text-sm text-ink-soft">No post.</p>}
      {mentions.isSuccess && mentions.data.length > 0 && (
        <ul className="list-disc ps-5 text-sm">
          {mentions.data.map((post) => (
            <li key={post}>
              <Link to={postAddress(post)} className="text-accent underline wrap-anywhere">
                {visibleLine(post)}
              </Link>
            </li>
          ))}
        </ul>
      )}
    </Dialog>
  );
}
