import type { Workspace } from '#workspace';
import { queryOptions } from '@tanstack/react-query';

/** Keys of what the person set. */
export const settingsKeys = {
  identity: ['identity'],
  site: ['site'],
} as const;

/** Who commits are by; null while not known. */
export function identityQuery(workspace: Workspace) {
  return queryOptions({
    queryKey: settingsKeys.identity,
    queryFn: async () => (await workspace.identity()) ?? null,
  });
}

/** What the repository says about its site. */
export function siteConfigQuery(workspace: Workspace) {
  return queryOptions({ queryKey: settingsKeys.site, queryFn: () => workspace.siteConfig() });
}
