import type { PostRow } from '#workspace';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useLayoutEffect, useRef, type KeyboardEvent, type SyntheticEvent } from 'react';
import { useServices } from '../services-context.ts';
import { PostItem } from './post-item.tsx';
import { usePreparePost } from './use-prepare-post.ts';

const rowHeight = 60;

export interface PostListProps {
  readonly posts: readonly PostRow[];
  /** Identifies what is listed: another value starts at the top again. */
  readonly search: string;
}

/** The posts, of which only the rows in sight are in the page. Arrow keys, Home and End move from link to link. */
export function PostList({ posts, search }: PostListProps) {
  const { postsPlace } = useServices();
  const scroller = useRef<HTMLDivElement>(null);
  // The virtualizer's functions stay inside this component, so nothing that is memoized holds an old one.
  // oxlint-disable-next-line react/incompatible-library
  const rows = useVirtualizer({
    count: posts.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 8,
    initialOffset: postsPlace.offset,
    getItemKey: (index) => posts[index]?.path ?? index,
  });

  const lastSearch = useRef(search);
  useLayoutEffect(() => {
    if (lastSearch.current === search) return;
    lastSearch.current = search;
    scroller.current?.scrollTo({ top: 0 });
  }, [search]);

  const focusRow = (index: number): void => {
    rows.scrollToIndex(index);
    const focusLink = (): boolean => {
      const link = scroller.current?.querySelector<HTMLAnchorElement>(`[data-index="${index}"] a`) ?? undefined;
      link?.focus({ preventScroll: true });
      return link !== undefined;
    };
    // A row out of sight is drawn with the next frame.
    if (!focusLink()) requestAnimationFrame(() => void focusLink());
  };
  const { rest, leave } = usePreparePost();
  const prepare = ({ target }: SyntheticEvent): void => rest(posts[rowOf(target)]?.path);
  const moveFocus = (event: KeyboardEvent): void => {
    // A row's menu has keys of its own, and tells of them here too.
    if (!(event.target instanceof HTMLAnchorElement)) return;
    const from = rowOf(event.target);
    if (Number.isNaN(from)) return;
    const target = targetRow(event.key, { from, last: posts.length - 1 });
    if (target === undefined) return;
    event.preventDefault();
    focusRow(target);
  };

  return (
    <div
      ref={scroller}
      onScroll={(event) => postsPlace.rememberOffset(event.currentTarget.scrollTop)}
      className="min-h-0 flex-1 overflow-y-auto"
    >
      {/* The keys are heard here for all links inside; the list itself takes no focus. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <ul
        onKeyDown={moveFocus}
        onPointerOver={prepare}
        onPointerLeave={leave}
        onFocus={prepare}
        className="relative"
        style={{ height: rows.getTotalSize() }}
      >
        {rows.getVirtualItems().map((row) => {
          const post = posts[row.index];
          if (post === undefined) return null;
          return (
            <li
              key={row.key}
              data-index={row.index}
              aria-setsize={posts.length}
              aria-posinset={row.index + 1}
              className="absolute inset-x-0 top-0"
              style={{ transform: `translateY(${row.start}px)` }}
            >
              <PostItem post={post} isPaused={rows.isScrolling} />
            </li>
          );
        })}
      </ul>
    </div>
  );
}

/** The place in the list of the row that an event happened in; NaN outside of all rows. */
function rowOf(target: EventTarget): number {
  return Number(target instanceof Element ? target.closest('[data-index]')?.getAttribute('data-index') : undefined);
}

function targetRow(key: string, place: { readonly from: number; readonly last: number }): number | undefined {
  switch (key) {
    case 'ArrowDown':
      return Math.min(place.last, place.from + 1);
    case 'ArrowUp':
      return Math.max(0, place.from - 1);
    case 'Home':
      return 0;
    case 'End':
      return place.last;
    default:
      return undefined;
  }
}
