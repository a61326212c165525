import { GalleyError, visibleLine } from '#base';
import { AlertDialog, Notice } from '#ui';
import { forgetRepository, readKeptWork, type KeptWork } from '#workspace';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ErrorNotice } from '../errors/error-notice.tsx';
import type { KnownRepository } from './known-repositories.ts';
import { keptWords } from './kept-words.ts';

export interface RemoveRepositoryDialogProps {
  readonly repository: Pick<KnownRepository, 'url' | 'name'>;
  readonly onClose: () => void;
  readonly onRemoved: () => void;
}

/** Says what would be lost with a repository, counted now, and takes it out of this browser on confirmation. */
export function RemoveRepositoryDialog({ repository, onClose, onRemoved }: RemoveRepositoryDialogProps) {
  const { url } = repository;
  const name = visibleLine(repository.name, 100);
  const [isOpenElsewhere, setOpenElsewhere] = useState(false);
  const work = useQuery({
    queryKey: ['kept-work', url],
    queryFn: () => readKeptWork(url),
    gcTime: 0,
    staleTime: 0,
  });
  const remove = useMutation({
    mutationFn: (agreed: KeptWork) => forgetRepository(url, agreed),
    onSuccess(outcome) {
      setOpenElsewhere(outcome.kind === 'open-elsewhere');
      if (outcome.kind === 'more') void work.refetch();
      if (outcome.kind === 'forgotten') onRemoved();
    },
  });
  const lost = work.data === undefined ? null : keptWords(work.data);
  const error = work.error ?? remove.error;
  return (
    <AlertDialog
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      title={`Remove ${name} from this browser?`}
      action={lost === null ? 'Remove' : 'Remove all the same'}
      onConfirm={() => {
        // Before it is counted nobody knows what they agree to.
        if (work.data !== undefined && !work.isFetching && !remove.isPending) remove.mutate(work.data);
      }}
    >
      <div className="flex flex-col gap-3" aria-live="polite">
        {work.isPending ? (
          <p>Looking for what is not published…</p>
        ) : lost === null ? (
          work.data !== undefined && <p>Nothing that you wrote waits here to be published.</p>
        ) : (
          <Notice tone="caution" title={`${lost} would be lost`}>
            This browser alone has that. To keep it, cancel, open {name}, and publish or send it first.
          </Notice>
        )}
        <p>
          Its copy in this browser goes, with its sign-in and the drafts that could be restored. The repository itself
          stays as it is at its host, and you can open it again.
        </p>
        {isOpenElsewhere && (
          <Notice tone="caution" urgent title={`${name} is open in another tab`}>
            Close that tab, or switch it to another repository, and try again.
          </Notice>
        )}
        {error !== null && <ErrorNotice error={GalleyError.from(error)} after="Nothing else changed." />}
      </div>
    </AlertDialog>
  );
}
