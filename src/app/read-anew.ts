import type { QueryClient, QueryKey } from '@tanstack/react-query';

/**
 * Has what is shown under `queryKey` read anew. A first reading that is on its way may have begun before the change, and
 * invalidating it alone is forgotten when it ends (TanStack Query cancels a reading only where there is an earlier one):
 * it is followed by another.
 */
export async function readAnew(queries: QueryClient, queryKey: QueryKey): Promise<void> {
  const first = queries
    .getQueryCache()
    .findAll({ queryKey })
    .filter(({ state }) => state.data === undefined && state.fetchStatus !== 'idle');
  const others = queries.invalidateQueries({ queryKey });
  // One that is being read gives that reading.
  await Promise.allSettled(first.map((query) => query.fetch()));
  await Promise.all(first.map((query) => queries.invalidateQueries({ queryKey: query.queryKey, exact: true })));
  await others;
}
