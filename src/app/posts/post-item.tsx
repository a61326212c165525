import { visibleLine } from '#base';
import type { PostRow } from '#workspace';
import { Link } from 'react-router-dom';
import { formatDay } from '../format-day.ts';
import { postAddress } from './post-address.ts';
import { PostMore } from './post-more.tsx';
import { PostStateBadge } from './post-state-badge.tsx';
import { PostThumbnail } from './post-thumbnail.tsx';

export interface PostItemProps {
  readonly post: PostRow;
  /** True while the list flies by. */
  readonly isPaused: boolean;
}

/** One row of the posts list. The title is the link; it covers the row, so that a press anywhere opens the post. */
export function PostItem({ post, isPaused }: PostItemProps) {
  const title = visibleLine(post.title === '' ? post.path : post.title);
  return (
    <article className="relative flex h-15 items-center gap-3.5 border-b border-rule px-4 hover:bg-hover has-[a:focus-visible]:bg-hover md:px-8">
      <PostThumbnail title={title} address={post.thumbnail} path={post.path} isPaused={isPaused} />
      <div className="min-w-0 flex-1">
        <Link
          to={postAddress(post.path)}
          data-arriving={post.arriving || undefined}
          className="block truncate font-page text-[1.0625rem] leading-snug font-semibold text-ink data-arriving:text-ink-faint after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent"
        >
          {title}
        </Link>
        <p className="flex gap-2 text-[0.8125rem] text-ink-faint">
          {post.author !== '' && <span className="shrink-0 text-ink-soft">{visibleLine(post.author, 80)}</span>}
          <span className="truncate max-sm:hidden">{visibleLine(post.path)}</span>
          {post.unreadable && <span className="shrink-0 text-caution">Not readable as text</span>}
        </p>
      </div>
      <div className="flex shrink-0 flex-col items-end gap-1 text-[0.8125rem] text-ink-faint">
        <PostStateBadge state={post.state} />
        {post.lastChange !== null && post.lastChange.time > 0 && (
          <time
            dateTime={new Date(post.lastChange.time).toISOString()}
            title={visibleLine(post.lastChange.author)}
            className="max-sm:hidden"
          >
            {formatDay(post.lastChange.time)}
          </time>
        )}
      </div>
      <PostMore post={post} title={title} />
    </article>
  );
}
