import type { ListPage } from '#workspace';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect } from 'react';

/** Read of one list at most. */
const MOST_PAGES = 20;

export interface ListingOptions<Item> {
  readonly queryKey: readonly string[];
  readonly read: (at: string | null, signal: AbortSignal) => Promise<ListPage<Item>>;
  readonly matches: (item: Item) => boolean;
  /** How many are to be shown, as far as there are so many. */
  readonly wanted: number;
}

/** Those of a host's list that match, read page by page until as many are found as are wanted. */
export function useListing<Item>({ queryKey, read, matches, wanted }: ListingOptions<Item>) {
  const query = useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam, signal }) => read(pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (last: ListPage<Item>, all: readonly ListPage<Item>[]) =>
      all.length < MOST_PAGES ? last.next : null,
    gcTime: 0,
  });
  const { hasNextPage, isFetching, isError, fetchNextPage, refetch, data, error } = query;
  const items = data?.pages.flatMap((page) => page.items) ?? [];
  const found = items.filter(matches);
  const isShort = found.length < wanted && hasNextPage && !isFetching && !isError;
  useEffect(() => {
    // A failure is in the query's state.
    if (isShort) fetchNextPage().catch((thrown: unknown) => reportError(thrown));
  }, [isShort, fetchNextPage]);
  const last = data?.pages.at(-1);
  return {
    shown: found.slice(0, wanted),
    total: items.length,
    isReading: isFetching || isShort,
    error: isError ? error : null,
    isComplete: !hasNextPage,
    hasMore: found.length > wanted || hasNextPage,
    /** The list is longer than what is read of lists. */
    isCut: !hasNextPage && last !== undefined && last.next !== null,
    retry: () => void (data === undefined ? refetch() : fetchNextPage()),
  };
}
