import { GalleyError, visibleLine } from '#base';
import { AlertDialog, Spinner } from '#ui';
import { useMutation, useQuery } from '@tanstack/react-query';
import { ErrorNotice } from '../errors/error-notice.tsx';
import { useServices } from '../services-context.ts';
import { deleteFileMutation } from './mutations.ts';
import { mentionsQuery } from './queries.ts';

export interface DeleteDialogProps {
  readonly what: 'post' | 'image';
  readonly path: string;
  /** What it is called on screen. */
  readonly title: string;
  readonly onClose: () => void;
  readonly onDeleted: () => void;
}

/** Says what deleting a post or an image does and who still points at it, and makes the draft that deletes it. */
export function DeleteDialog({ what, path, title, onClose, onDeleted }: DeleteDialogProps) {
  const { workspace } = useServices();
  const mentions = useQuery(mentionsQuery(workspace, path));
  const remove = useMutation({ ...deleteFileMutation(workspace), onSuccess: onDeleted });
  return (
    <AlertDialog
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      title={`Delete “${visibleLine(title, 100)}”?`}
      action={what === 'post' ? 'Delete post' : 'Delete image'}
      onConfirm={() => {
        if (!remove.isPending) remove.mutate(path);
      }}
    >
      <p className="wrap-anywhere">
        {visibleLine(path)} is marked as deleted under Changes and goes from the repository when you publish. Until
        then, “Discard” there brings it back as it was published.
      </p>
      <div aria-live="polite" className="mt-3">
        {mentions.isPending && (
          <p className="flex items-center gap-2">
            <Spinner /> Looking for posts that {what === 'post' ? 'link to it' : 'show it'}…
          </p>
        )}
        {mentions.isSuccess && <Mentions what={what} paths={mentions.data} />}
      </div>
      {remove.isError && <ErrorNotice error={GalleyError.from(remove.error)} />}
    </AlertDialog>
  );
}

function Mentions({ what, paths }: { readonly what: 'post' | 'image'; readonly paths: readonly string[] }) {
  const verb = what === 'post' ? 'links to it' : 'shows it';
  const verbs = what === 'post' ? 'link to it' : 'show it';
  if (paths.length === 0) return <p>No post {verb}.</p>;
  return (
    <>
      <p className="font-semibold text-caution">
        {paths.length === 1 ? `One post still ${verb}:` : `${paths.length.toLocaleString('en')} posts still ${verbs}:`}
      </p>
      <ul className="mt-1 max-h-40 list-disc overflow-y-auto ps-5 text-ink wrap-anywhere">
        {paths.map((path) => (
          <li key={path}>{visibleLine(path)}</li>
        ))}
      </ul>
    </>
  );
}
