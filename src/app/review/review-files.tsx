import { GalleyError } from '#base';
import { Checkbox, Skeleton } from '#ui';
import type { OpenedReview } from '#workspace';
import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import { useNavigate } from 'react-router-dom';
import { PictureCommitContext } from '../compare/picture-commit.ts';
import { CompareWaySwitch } from '../compare/compare-view.tsx';
import { ErrorNotice } from '../errors/error-notice.tsx';
import { postAddress } from '../posts/post-address.ts';
import { useServices } from '../services-context.ts';
import type { CommentTarget } from './comment-target.ts';
import type { Remark } from './host-remark.tsx';
import { filesSinceQuery } from './queries.ts';
import { reviewKeys } from './review-keys.ts';
import type { ComposedComment } from './review-composer.tsx';
import { ReviewFile } from './review-file.tsx';
import { ReviewThread, type ReviewThreadProps } from './review-thread.tsx';

export interface ReviewFilesProps extends Pick<ReviewThreadProps, 'identity' | 'isBusy' | 'onStep'> {
  readonly opened: OpenedReview;
  readonly target: CommentTarget | null;
  readonly onTarget: (target: CommentTarget | null) => void;
  readonly onSend: (comment: ComposedComment) => void;
  /** What was said at the host about these posts. */
  readonly remarks: readonly Remark[];
  readonly host: string;
}

/** So many are drawn at once; the others a moment later. */
const drawnAtOnce = 2;

/** What the review changes, post by post: all of it, or what is new since the person's own approval. */
export function ReviewFiles({ opened, target, onTarget, onSend, remarks, host, ...common }: ReviewFilesProps) {
  const { workspace, queries } = useServices();
  const navigate = useNavigate();
  const { review, passages, shownCommit } = opened;
  const { identity } = common;
  const mine = review.verdicts.find(({ author, isApproval }) => isApproval && author === identity?.email);
  const approved = mine?.isStale === true ? mine.commit : undefined;
  const [chosen, setSince] = useState<boolean>();
  const isSince = chosen ?? approved !== undefined;
  const [failure, setFailure] = useState<GalleyError>();
  const since = useQuery({
    ...filesSinceQuery(workspace, { id: review.id, commit: approved ?? '', head: shownCommit ?? '' }),
    enabled: approved !== undefined && isSince,
  });
  const showsSince = approved !== undefined && isSince;
  const all = showsSince ? (since.data ?? []) : opened.files;
  const files = useDeferredValue(all, all.slice(0, drawnAtOnce));
  const hasPlacedThread = review.threads.some(({ comment }) => comment.location.path !== undefined);
  if (opened.files.length === 0 && !hasPlacedThread) return null;
  const isOpen = review.state !== 'published' && review.state !== 'abandoned';
  const canSay = identity !== null && shownCommit !== null;
  const goOn = (path: string): void => {
    workspace.reviews
      .continueWriting(review.id, path)
      .then(() => queries.invalidateQueries({ queryKey: reviewKeys.presence(path) }))
      .then(() => navigate(postAddress(path)))
      .catch((error: unknown) => setFailure(GalleyError.from(error)));
  };
  const threadsOn = (path: string) => review.threads.filter(({ comment }) => comment.location.path === path);
  const isGone = (path: string | undefined): boolean =>
    path !== undefined && !opened.files.some((file) => file.path === path);
  const count = opened.files.length;
  return (
    <section className="mt-8" aria-labelledby="review-files">
      <div className="flex flex-wrap items-center gap-3 border-b border-rule pb-2">
        <h2 id="review-files" className="flex-1 font-page text-lg font-semibold">
          Changes{' '}
          <span className="font-ui text-sm font-normal text-ink-faint">
            {count === 1 ? '1 post' : `${count} posts`}
          </span>
        </h2>
        {approved !== undefined && (
          <Checkbox role="switch" aria-checked={isSince} checked={isSince} onCheckedChange={setSince}>
            Since you approved
          </Checkbox>
        )}
      </div>
      <div className="mt-3">
        <CompareWaySwitch />
      </div>
      {count === 0 && <p className="mt-3 text-sm text-ink-faint">What it changed is not here any more.</p>}
      {failure !== undefined && <ErrorNotice error={failure} />}
      {showsSince && since.isPending && <Skeleton className="mt-4 h-40 w-full" />}
      {showsSince && since.isError && (
        <ErrorNotice error={GalleyError.from(since.error)} onRetry={() => void since.refetch()} />
      )}
      {showsSince && since.isSuccess && since.data.length === 0 && (
        <p className="mt-4 text-sm text-ink-faint">The posts are as you approved them.</p>
      )}
      <PictureCommitContext value={shownCommit ?? undefined}>
        {files.map((file) => (
          <ReviewFile
            key={file.path}
            {...common}
            review={review}
            file={file}
            threads={threadsOn(file.path)}
            passages={passages}
            remarks={remarks.filter(({ place }) => place?.path === file.path)}
            host={host}
            shownCommit={shownCommit}
            target={target?.path === file.path ? target : null}
            onSend={onSend}
            {...(canSay ? { onTarget } : {})}
            {...(isOpen && identity !== null && review.requester === identity.email
              ? { onContinue: () => goOn(file.path) }
              : {})}
          />
        ))}
      </PictureCommitContext>
      {review.threads
        .filter(({ comment }) => isGone(comment.location.path))
        .map((thread) => (
          <ReviewThread
            key={thread.comment.id}
            {...common}
            review={review}
            thread={thread}
            passage={passages.get(thread.comment.id)}
            isInPlace={false}
          />
        ))}
      {files.length < all.length && <p className="mt-4 text-sm text-ink-faint">Showing the other posts…</p>}
    </section>
  );
}
