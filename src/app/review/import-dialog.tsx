import { GalleyError, visibleLine, visibleText } from '#base';
import { Badge, Button, Dialog, Notice } from '#ui';
import { longestReviewFile, type ImportOutcome, type ReviewFilePreview } from '#workspace';
import { useMutation } from '@tanstack/react-query';
import { useId } from 'react';
import { ErrorNotice } from '../errors/error-notice.tsx';
import { useServices } from '../services-context.ts';
import type { Identity } from '../settings/identity.ts';
import { ReviewOutcome } from './review-outcome.tsx';

export interface ImportDialogProps {
  readonly id: string;
  readonly identity: Identity;
  readonly onClose: () => void;
}

/** UTF-8 takes up to three bytes where JavaScript counts one. */
const mostBytes = 3 * longestReviewFile;

/** Takes the file of someone without access, shows what it would add, and adds it. */
export function ImportDialog({ id, identity, onClose }: ImportDialogProps) {
  const { reviews } = useServices().workspace;
  const inputId = useId();
  const reading = useMutation({
    mutationFn: async (file: File) => {
      if (file.size > mostBytes)
        return { text: '', preview: { kind: 'refused', reason: 'The file is too large to be a review.' } as const };
      const text = await file.text();
      return { text, preview: await reviews.readFile(id, text) };
    },
  });
  const adding = useMutation({
    mutationFn: (text: string) => reviews.importFile({ id, text, author: identity }),
  });
  const { text = '', preview } = reading.data ?? {};
  const fresh = preview?.kind === 'readable' ? preview.comments.filter(({ isNew }) => isNew).length : 0;
  const isOver = adding.isSuccess && adding.data.kind !== 'refused';
  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open && !adding.isPending) onClose();
      }}
      title="Import a review"
      description="Choose the file that someone saved in the page you exported for them."
      footer={
        <>
          <Button onClick={onClose} disabled={adding.isPending}>
            {adding.isSuccess ? 'Close' : 'Cancel'}
          </Button>
          {!isOver && fresh > 0 && (
            <Button look="primary" disabled={adding.isPending} onClick={() => adding.mutate(text)}>
              {fresh === 1 ? 'Add 1 comment' : `Add ${fresh} comments`}
            </Button>
          )}
        </>
      }
    >
      {!adding.isSuccess && (
        <>
          <label htmlFor={inputId} className="mb-1 block text-[0.8125rem] font-medium">
            Review file
          </label>
          <input
            id={inputId}
            type="file"
            accept=".json,application/json"
            className="block w-full text-sm file:me-3 file:rounded-md file:border file:border-rule-strong file:bg-raised file:px-3 file:py-1.5 file:text-sm file:text-ink"
            onChange={(event) => {
              const [file] = event.target.files ?? [];
              if (file !== undefined) reading.mutate(file);
            }}
          />
        </>
      )}
      <div className="mt-4 empty:hidden">
        {reading.isError && <ErrorNotice error={GalleyError.from(reading.error)} />}
        {preview !== undefined && !adding.isSuccess && <Preview preview={preview} identity={identity} />}
        {adding.isError && <ErrorNotice error={GalleyError.from(adding.error)} onRetry={() => adding.mutate(text)} />}
        {adding.isSuccess && <Result outcome={adding.data} identity={identity} />}
      </div>
    </Dialog>
  );
}

function Preview({ preview, identity }: { readonly preview: ReviewFilePreview; readonly identity: Identity }) {
  if (preview.kind === 'refused')
    return (
      <Notice urgent tone="caution" title="It can’t be imported">
        {preview.reason}
      </Notice>
    );
  const { name, comments } = preview;
  const isNothingNew = comments.every(({ isNew }) => !isNew);
  return (
    <>
      <p className="text-sm">
        The file says it is from <strong>{visibleLine(name, 80)}</strong>.{' '}
        {isNothingNew
          ? 'The review has all of it already.'
          : `Its comments will stand under that name, imported by ${visibleLine(identity.email, 80)}. They are no approval: only people with access approve.`}
      </p>
      <ul aria-label="Comments in the file" className="mt-3 max-h-72 overflow-y-auto rounded-md border border-rule">
        {comments.map(({ location: { path, range }, text, isNew }, index) => (
          // A comment has no identity but its place.
          // oxlint-disable-next-line react/no-array-index-key
          <li key={index} className="border-b border-rule px-3 py-2 text-sm last:border-b-0">
            <p className="flex items-center gap-2 text-xs text-ink-faint">
              <span className="min-w-0 flex-1 truncate">
                {path === undefined ? 'On the whole review' : visibleLine(path)}
                {range !== undefined && ` · line ${range.startLine}`}
                {range?.endLine !== undefined && `–${range.endLine}`}
              </span>
              {!isNew && <Badge tone="neutral">There already</Badge>}
            </p>
            <p className="mt-0.5 line-clamp-4 whitespace-pre-wrap wrap-anywhere">{visibleText(text, 600)}</p>
          </li>
        ))}
      </ul>
    </>
  );
}

function Result({ outcome, identity }: { readonly outcome: ImportOutcome; readonly identity: Identity }) {
  if ('added' in outcome) {
    return (
      <>
        <Notice
          urgent
          tone="good"
          title={outcome.added === 1 ? '1 comment was added' : `${outcome.added} comments were added`}
        />
        <div className="mt-3 empty:hidden">
          <ReviewOutcome outcome={outcome} identity={identity} />
        </div>
      </>
    );
  }
  return <Preview preview={outcome} identity={identity} />;
}
