import { GalleyError, visibleLine } from '#base';
import { Button, Dialog, Skeleton, Spinner } from '#ui';
import type { PublishOutcome } from '#workspace';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Suspense, useId, useState } from 'react';
import { changesQuery } from '../changes/queries.ts';
import { ErrorNotice } from '../errors/error-notice.tsx';
import { laterPart, optionalPart } from '../later-parts.ts';
import { useServices } from '../services-context.ts';
import { identityQuery, settingsKeys } from '../settings/queries.ts';
import { publishMutation, type PublishOrder } from './mutations.ts';
import { PublishForm } from './publish-form.tsx';
import { PublishResult } from './publish-result.tsx';
import { useGoneOut } from './use-gone-out.ts';

const ProtectedBranch = optionalPart(() => import('./protected-branch.tsx').then((module) => module.ProtectedBranch));
const SendDialog = laterPart(() => import('../review/send-dialog.tsx').then((module) => module.SendDialog));

export interface PublishDialogProps {
  /** The drafts that are picked at first. */
  readonly paths: readonly string[];
  readonly onClose: () => void;
  /** The repository or the drafts may differ now from what a screen behind the dialog shows. */
  readonly onSettled?: () => void;
}

/** Shows what would be published, asks for the message (and the author while unknown), publishes, and says what came of it. */
export function PublishDialog({ paths, onClose, onSettled }: PublishDialogProps) {
  const services = useServices();
  const { workspace, queries, statusLine } = services;
  const changes = useQuery(changesQuery(workspace));
  const identity = useQuery(identityQuery(workspace));
  const [order, setOrder] = useState<PublishOrder>();
  const hasGoneOut = useGoneOut(order, changes.data);
  const [resolved, setResolved] = useState<readonly string[]>([]);
  const [isForReview, setForReview] = useState(false);
  const formId = useId();
  const publish = useMutation({
    ...publishMutation(services),
    onSuccess: (outcome, sent) => {
      if (sent.keepAuthor) queries.setQueryData(settingsKeys.identity, sent.author);
      statusLine.note(noteFor(outcome));
      if (outcome.kind === 'published' && outcome.notice === undefined) onClose();
    },
    onSettled: () => onSettled?.(),
  });
  const send = (next: PublishOrder): void => {
    setOrder(next);
    publish.mutate(next);
  };
  const isChoosing = publish.isIdle;
  const close = (): void => {
    if (!publish.isPending) onClose();
  };
  if (isForReview) {
    return (
      <Suspense>
        <SendDialog paths={[...paths, ...resolved]} onClose={onClose} {...(onSettled && { onSettled })} />
      </Suspense>
    );
  }
  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) close();
      }}
      title="Publish changes"
      size="large"
      footer={
        <>
          <Button onClick={close} disabled={publish.isPending}>
            {isChoosing || publish.isPending ? 'Cancel' : 'Close'}
          </Button>
          {(isChoosing || publish.isPending) && (
            <Button
              look="primary"
              type="submit"
              form={formId}
              disabled={!isChoosing || !changes.isSuccess || !identity.isSuccess}
            >
              Publish
            </Button>
          )}
        </>
      }
    >
      {isChoosing && (
        <Suspense>
          <ProtectedBranch workspace={workspace} onSend={() => setForReview(true)} />
        </Suspense>
      )}
      {isChoosing && (changes.isPending || identity.isPending) && <Skeleton className="h-40 w-full" />}
      {isChoosing && changes.isError && (
        <ErrorNotice error={GalleyError.from(changes.error)} onRetry={() => void changes.refetch()} />
      )}
      {isChoosing && identity.isError && (
        <ErrorNotice error={GalleyError.from(identity.error)} onRetry={() => void identity.refetch()} />
      )}
      {isChoosing && changes.isSuccess && identity.isSuccess && (
        <PublishForm
          id={formId}
          changes={changes.data}
          paths={[...paths, ...resolved]}
          identity={identity.data}
          onSubmit={send}
        />
      )}
      {publish.isPending && (
        <p className="flex items-center gap-3 py-6 text-sm">
          <Spinner /> Sending “{visibleLine(order?.message.split('\n')[0] ?? '')}” to {workspace.repository.name}…
        </p>
      )}
      {(publish.isSuccess || publish.isError) && order !== undefined && (
        <PublishResult
          outcome={publish.isSuccess ? publish.data : { kind: 'failed', error: GalleyError.from(publish.error) }}
          hasGoneOut={hasGoneOut}
          onRetry={(choices) => send({ ...order, ...(choices === undefined ? {} : { choices }) })}
          onResolved={(path) => {
            setResolved([...resolved, path]);
            onSettled?.();
            publish.reset();
          }}
        />
      )}
    </Dialog>
  );
}

function noteFor(outcome: PublishOutcome): 'published' | 'conflict' | 'none' {
  switch (outcome.kind) {
    case 'published':
      return 'published';
    case 'conflict':
    case 'files-differ':
      return 'conflict';
    case 'failed':
    case 'refused':
    case 'nothing-to-publish':
    default:
      return 'none';
  }
}
