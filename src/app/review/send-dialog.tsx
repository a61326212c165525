import { GalleyError, visibleLine, visibleText } from '#base';
import { Button, Dialog, Notice, Skeleton, Spinner } from '#ui';
import type { SendForReviewOutcome } from '#workspace';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { changesQuery } from '../changes/queries.ts';
import { ErrorNotice } from '../errors/error-notice.tsx';
import { branchRulesQuery } from '../publish/branch-rules.ts';
import { useServices } from '../services-context.ts';
import { identityQuery, settingsKeys } from '../settings/queries.ts';
import { sendMutation, type SendOrder } from './mutations.ts';
import { reviewListQuery } from './queries.ts';
import { SendConflict } from './send-conflict.tsx';
import { SendForm } from './send-form.tsx';

export interface SendDialogProps {
  readonly paths: readonly string[];
  readonly onClose: () => void;
  /** The drafts may differ now from what a screen behind the dialog shows. */
  readonly onSettled?: () => void;
}

/** Asks who should look at the picked drafts and why, makes a review of them, and says what came of it. */
export function SendDialog({ paths, onClose, onSettled }: SendDialogProps) {
  const services = useServices();
  const { workspace, queries, statusLine } = services;
  const changes = useQuery(changesQuery(workspace));
  const identity = useQuery(identityQuery(workspace));
  const reviews = useQuery(reviewListQuery(workspace));
  // Who may not write to the site sends it to a copy of their own.
  const isSuggestion = useQuery(branchRulesQuery(workspace)).data?.write === 'no';
  const [order, setOrder] = useState<SendOrder>();
  const formId = useId();
  const sending = useMutation({
    ...sendMutation(services),
    onSuccess: (outcome, sent) => {
      if (sent.keepAuthor) queries.setQueryData(settingsKeys.identity, sent.author);
      if (outcome.kind === 'sent' || outcome.kind === 'kept' || outcome.kind === 'waiting')
        statusLine.note('sent-for-review');
      if (outcome.kind === 'kept' || (outcome.kind === 'sent' && outcome.notice === undefined)) onClose();
    },
    onSettled: () => onSettled?.(),
  });
  const send = (next: SendOrder): void => {
    setOrder(next);
    sending.mutate(next);
  };
  const close = (): void => {
    if (!sending.isPending) onClose();
  };
  const isReady = changes.isSuccess && identity.isSuccess && reviews.isSuccess;
  const failed = [changes, identity, reviews].find((query) => query.isError);
  const isAsking = sending.isIdle;
  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) close();
      }}
      title={isSuggestion ? 'Suggest changes' : 'Send for review'}
      description={
        isSuggestion
          ? 'Your account may not write to this site. What you send goes to a copy of your own at the host, which is made where there is none, and is suggested to the site from there.'
          : 'It is not published until someone has looked at it and publishes it.'
      }
      footer={
        <>
          <Button onClick={close} disabled={sending.isPending}>
            {isAsking || sending.isPending ? 'Cancel' : 'Close'}
          </Button>
          {(isAsking || sending.isPending) && (
            <Button look="primary" type="submit" form={formId} disabled={!isAsking || !isReady}>
              {isSuggestion ? 'Suggest' : 'Send'}
            </Button>
          )}
        </>
      }
    >
      {isAsking && failed !== undefined && (
        <ErrorNotice error={GalleyError.from(failed.error)} onRetry={() => void failed.refetch()} />
      )}
      {isAsking && failed === undefined && !isReady && <Skeleton className="h-40 w-full" />}
      {isAsking && isReady && (
        <SendForm
          id={formId}
          drafts={changes.data.drafts.filter(({ path }) => paths.includes(path))}
          reviews={reviews.data}
          identity={identity.data}
          onSubmit={send}
        />
      )}
      {sending.isPending && (
        <p className="flex items-center gap-3 py-6 text-sm">
          <Spinner /> Sending “{order?.title}”…
        </p>
      )}
      {sending.isError && order !== undefined && (
        <ErrorNotice error={GalleyError.from(sending.error)} onRetry={() => send(order)} />
      )}
      {sending.isSuccess && order !== undefined && sending.data.kind === 'conflict' && (
        <SendConflict
          key={sending.data.paths.join(' ')}
          paths={sending.data.paths}
          onto={sending.data.onto}
          isOfReview={order.reviewId !== undefined}
          onSettle={(isLast) => {
            if (isLast) send(order);
            else onSettled?.();
          }}
        />
      )}
      {sending.isSuccess && (
        <SendResult
          outcome={sending.data}
          isSuggestion={isSuggestion}
          isMoreForReview={order?.reviewId !== undefined}
        />
      )}
    </Dialog>
  );
}

/** What came of it, unless all is well. */
function SendResult({
  outcome,
  isSuggestion,
  isMoreForReview,
}: {
  readonly outcome: SendForReviewOutcome;
  readonly isSuggestion: boolean;
  /** It was to go into a review that is there. */
  readonly isMoreForReview: boolean;
}) {
  switch (outcome.kind) {
    case 'sent':
      return (
        <Notice tone="info" title="Sent for review">
          {outcome.notice}
        </Notice>
      );
    case 'kept':
    case 'conflict':
      return null;
    case 'waiting':
      return (
        <ErrorNotice
          error={outcome.error}
          after={
            isSuggestion
              ? 'What you changed is kept in this browser as a review, where you can suggest it again.'
              : 'The review is kept in this browser, and is sent as soon as the server can be reached.'
          }
        />
      );
    case 'refused':
      return (
        <Notice urgent tone="danger" title="The server refused it">
          <p>The review is kept in this browser, and the server said:</p>
          <pre className="mt-1 font-code text-xs wrap-anywhere whitespace-pre-wrap">
            {visibleText(outcome.reason, 2000)}
          </pre>
        </Notice>
      );
    case 'nothing-to-send':
      return <Notice tone="info">There is nothing to send: no post differs from the repository.</Notice>;
    case 'files-differ': {
      const names = outcome.files.map(({ path }) => visibleLine(path, 100)).join(', ');
      return isMoreForReview ? (
        <Notice urgent tone="caution" title="The review changed the same files">
          Nothing was sent. Discard what you did with {names}, or send it as a review of its own.
        </Notice>
      ) : (
        <Notice urgent tone="caution" title="Others changed the same files">
          Nothing was sent. Publish {names} to say whose version stays, or discard what you did with it.
        </Notice>
      );
    }
  }
}
