import type { Workspace } from '#workspace';
import { queryOptions } from '@tanstack/react-query';

/** Keys of what the person set. */
export const settingsKeys = {
  identity: ['identity'],
} as const;

/** Who commits are by; null while not known. */
export function identityQuery(workspace: Workspace) {
  return queryOptions({
    queryKey: settingsKeys.identity,
    queryFn: async () => (await workspace.identity()) ?? null,
  });
}
