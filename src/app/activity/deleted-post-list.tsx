import { GalleyError, visibleLine } from '#base';
import { comparePosts } from '#content';
import { Button, EmptyState, Skeleton } from '#ui';
import type { DeletedPost } from '#workspace';
import { useMutation, useQuery } from '@tanstack/react-query';
import { ChevronRight, Trash2 } from 'lucide-react';
import { useMemo, useState } from 'react';
import { Link, useNavigate } from 'react-router-dom';
import { BlockDiffView } from '../compare/block-diff-view.tsx';
import { ErrorNotice } from '../errors/error-notice.tsx';
import { formatMoment } from '../format-day.ts';
import { postAddress } from '../posts/post-address.ts';
import { useServices } from '../services-context.ts';
import { deletedPostsQuery, fileTextsQuery } from './queries.ts';

/** So many commits are looked through at first, and four times as many each time. */
const first = 1000;

/** The posts that were deleted: what they held, and the way back. */
export function DeletedPostList() {
  const { workspace } = useServices();
  const [limit, setLimit] = useState(first);
  const deleted = useQuery(deletedPostsQuery(workspace, limit));
  if (deleted.isPending) return <Skeleton className="h-60 w-full" />;
  if (deleted.isError)
    return <ErrorNotice error={GalleyError.from(deleted.error)} onRetry={() => void deleted.refetch()} />;
  const { posts, complete } = deleted.data;
  return (
    <>
      {posts.length === 0 ? (
        <EmptyState icon={<Trash2 />} title="No deleted posts">
          {complete
            ? 'No post was ever deleted from this repository.'
            : 'No post was deleted in the part of the history that was looked through.'}
        </EmptyState>
      ) : (
        <ul aria-label="Deleted posts">
          {posts.map((post) => (
            <DeletedPostRow key={post.path} post={post} />
          ))}
        </ul>
      )}
      {!complete && (
        <Button size="small" className="mt-4" disabled={deleted.isFetching} onClick={() => setLimit(limit * 4)}>
          {deleted.isFetching ? 'Looking…' : 'Look further back'}
        </Button>
      )}
    </>
  );
}

function DeletedPostRow({ post }: { readonly post: DeletedPost }) {
  const { workspace, statusLine } = useServices();
  const navigate = useNavigate();
  const [isOpen, setOpen] = useState(false);
  const restore = useMutation({
    mutationFn: () => workspace.history.restoreDeleted(post),
    onSuccess: () => {
      statusLine.note('saved');
      return navigate(postAddress(post.path));
    },
  });
  const title = visibleLine(post.title === '' ? post.path : post.title);
  const [subject = ''] = post.message.split('\n');
  return (
    <li className="border-b border-rule py-3">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <div className="min-w-0 flex-1 basis-60">
          <p className="truncate font-page font-semibold">{title}</p>
          <p className="text-[0.8125rem] wrap-anywhere text-ink-soft">
            {visibleLine(post.path)} · deleted by {post.author === '' ? 'someone' : visibleLine(post.author, 80)} on{' '}
            {formatMoment(post.time)}
            {subject !== '' && ` · ${visibleLine(subject)}`}
          </p>
        </div>
        <button
          type="button"
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
          className="inline-flex h-7 items-center gap-1 rounded-md px-2 text-[0.8125rem] text-ink-soft hover:bg-hover hover:text-ink"
        >
          <ChevronRight aria-hidden="true" className={isOpen ? 'size-4 rotate-90' : 'size-4'} />
          <span>
            Show<span className="sr-only"> {title}</span>
          </span>
        </button>
        {post.hasDraft ? (
          <Link to={postAddress(post.path)} className="text-sm text-accent underline">
            Open the draft<span className="sr-only"> of {title}</span>
          </Link>
        ) : (
          <Button size="small" disabled={restore.isPending} onClick={() => restore.mutate()}>
            Bring back<span className="sr-only"> {title}</span>
          </Button>
        )}
      </div>
      {restore.isError && <ErrorNotice error={GalleyError.from(restore.error)} />}
      {isOpen && <LastText post={post} name={title} />}
    </li>
  );
}

/** What the post held last, as its readers saw it. */
function LastText({ post, name }: { readonly post: DeletedPost; readonly name: string }) {
  const { workspace } = useServices();
  const texts = useQuery(fileTextsQuery(workspace, { before: post.oid, after: null }));
  const text = texts.data?.before ?? null;
  const blocks = useMemo(() => (text === null ? [] : comparePosts(text, text).blocks), [text]);
  if (texts.isPending) return <Skeleton className="h-16 w-full" />;
  if (texts.isError) return <ErrorNotice error={GalleyError.from(texts.error)} onRetry={() => void texts.refetch()} />;
  if (text === null) return <p className="py-2 text-sm text-ink-soft">The post is no readable text.</p>;
  return (
    <section
      aria-label={`Text of ${name}`}
      // A region that scrolls must be reachable from the keyboard.
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      className="prose mt-3 max-h-[min(36rem,70dvh)] overflow-auto rounded-md border border-rule bg-paper px-1 py-3 text-base"
    >
      {blocks.map((block, index) => (
        // A block has no identity but its place.
        // oxlint-disable-next-line react/no-array-index-key
        <BlockDiffView key={index} block={block} path={post.path} />
      ))}
    </section>
  );
}
