import { GalleyError, visibleLine } from '#base';
import { Button, Dialog, Notice, Skeleton, TextArea } from '#ui';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { LineDiffView } from '../changes/line-diff-view.tsx';
import { ErrorNotice } from '../errors/error-notice.tsx';
import { formatMoment } from '../format-day.ts';
import { useServices } from '../services-context.ts';
import { ConflictPieces } from './conflict-pieces.tsx';
import { joinPieces, type Choice } from './join-pieces.ts';
import { conflictQuery, draftConflict, type Conflict, type ConflictSource } from './queries.ts';
import { restoreLineEnds } from './restore-line-ends.ts';

export interface ResolveConflictDialogProps {
  readonly path: string;
  /** The conflict of the post’s draft unless said otherwise. */
  readonly source?: ConflictSource;
  readonly onClose: () => void;
  /** `path`: where the post is now. */
  readonly onResolved: (path: string) => void;
}

/** Theirs, yours and the result beside each other; what is chosen becomes the draft on top of theirs. */
export function ResolveConflictDialog({ path, source, onClose, onResolved }: ResolveConflictDialogProps) {
  const { workspace, statusLine } = useServices();
  const where = source ?? draftConflict(workspace);
  const conflict = useQuery(conflictQuery(where, path));
  const [typed, setTyped] = useState<string>();
  const [choices, setChoices] = useState<ReadonlyMap<number, Choice>>(new Map());
  const resolve = useMutation({
    mutationFn: (text: string | null) =>
      where.resolve(path, { text, theirOid: conflict.data?.theirOid ?? null, mine: conflict.data?.mine ?? null }),
    onSuccess: (place, text) => {
      if (where.isOfDraft) statusLine.note(text === null ? 'none' : 'saved');
      onResolved(place);
    },
  });
  const mine = conflict.data?.mine ?? '';
  const joined = conflict.data === undefined ? '' : joinPieces(conflict.data.pieces, choices, mine);
  const result = (): string => (typed === undefined ? joined : restoreLineEnds(typed, mine));
  const isReady = conflict.isSuccess && !resolve.isPending;
  // Another tab published or discarded it, or it went under another name.
  const isOver = where.isOfDraft && conflict.isSuccess && conflict.data.mine === null;
  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      title="Resolve conflict"
      description={
        conflict.isSuccess
          ? describe(conflict.data, where)
          : `${visibleLine(path)} was changed here and in the repository.`
      }
      size="full"
      footer={
        isOver ? (
          <Button look="primary" onClick={() => onResolved(path)}>
            Go on
          </Button>
        ) : (
          <>
            <Button disabled={!isReady} onClick={() => resolve.mutate(null)}>
              Keep theirs
            </Button>
            <Button disabled={!isReady} onClick={() => resolve.mutate(mine)}>
              Keep mine
            </Button>
            <Button look="primary" disabled={!isReady} onClick={() => resolve.mutate(result())}>
              Save result
            </Button>
          </>
        )
      }
    >
      {conflict.isPending && <Skeleton className="h-60 w-full" />}
      {conflict.isError && (
        <ErrorNotice error={GalleyError.from(conflict.error)} onRetry={() => void conflict.refetch()} />
      )}
      {isOver && (
        <Notice tone="info" title="Your draft of it is not here any more">
          It was published, discarded or renamed meanwhile; Changes shows what there is. Nothing is written here.
        </Notice>
      )}
      {!isOver && conflict.isSuccess && conflict.data.theirOid === null && (
        <Gone
          isOfBranch={where.where === undefined}
          isReady={isReady}
          onKeep={() => resolve.mutate(mine)}
          onLetGo={() => resolve.mutate(null)}
        />
      )}
      {!isOver && conflict.isSuccess && (
        <>
          <ConflictPieces
            pieces={conflict.data.pieces}
            choices={choices}
            onChoose={(index, choice) => {
              setChoices(new Map(choices).set(index, choice));
              setTyped(undefined);
            }}
          />
          <div className="grid grid-cols-1 gap-5 lg:grid-cols-3">
            <section>
              <h3 className="mb-1.5 text-sm font-semibold">Theirs</h3>
              <LineDiffView name="What they changed" diff={conflict.data.theirDiff} />
            </section>
            <section>
              <h3 className="mb-1.5 text-sm font-semibold">Yours</h3>
              <LineDiffView name="What you changed" diff={conflict.data.myDiff} />
            </section>
            <div>
              <TextArea
                label="Result"
                value={typed ?? joined}
                onValueChange={setTyped}
                spellCheck={false}
                className="max-h-96 font-code text-[0.8125rem]"
                hint="The whole file as it will be published, with what both of you changed. You can edit it here."
              />
            </div>
          </div>
        </>
      )}
      {resolve.isError && <ErrorNotice error={GalleyError.from(resolve.error)} />}
    </Dialog>
  );
}

/** What happened to the post on the remote, in one sentence. */
function describe(conflict: Conflict, source: ConflictSource): string {
  const { theirs, theirOid, theirChange } = conflict;
  const path = visibleLine(conflict.path);
  const place = source.where ?? 'in the repository';
  if (theirs === null && theirOid !== null) return `${path} is no text any more ${place}.`;
  if (source.where !== undefined)
    return theirs === null ? `There is no ${path} ${place}.` : `${path} has other words for the same place ${place}.`;
  const renamedTo = conflict.renamedTo === null ? null : visibleLine(conflict.renamedTo);
  const who = theirChange === null ? 'Someone' : visibleLine(theirChange.author, 80);
  const when = theirChange === null ? '' : ` on ${formatMoment(theirChange.time)}`;
  if (renamedTo !== null)
    return `${who} renamed ${path} to ${renamedTo}${when}, while you were changing it. What you save here goes there.`;
  if (theirs === null) return `${path} was deleted in the repository while you were changing it.`;
  return `${who} published other words for the same place in ${path}${when}.`;
}

interface GoneProps {
  /** It is not on the branch any more; else it is not where it was to go in a review. */
  readonly isOfBranch: boolean;
  readonly isReady: boolean;
  readonly onKeep: () => void;
  readonly onLetGo: () => void;
}

/** The choice for a post that is not there any more. */
function Gone({ isOfBranch, isReady, onKeep, onLetGo }: GoneProps) {
  return (
    <div className="mb-5">
      <Notice
        tone="caution"
        title={isOfBranch ? 'The post was deleted' : 'The post is not there'}
        actions={
          <>
            <Button size="small" disabled={!isReady} onClick={onKeep}>
              Keep as a new post
            </Button>
            <Button size="small" disabled={!isReady} onClick={onLetGo}>
              Let it go
            </Button>
          </>
        }
      >
        Your text is kept in this browser until you say what becomes of it.
        {isOfBranch && ' It is published again only when you keep it.'}
      </Notice>
    </div>
  );
}
