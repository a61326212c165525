import type { Workspace } from '#workspace';
import { queryOptions } from '@tanstack/react-query';

/** Keys of what the person set. */
export const settingsKeys = {
  identity: ['identity'],
  site: ['site'],
  signing: ['signing'],
} as const;

/** Who commits are by; null while not known. */
export function identityQuery(workspace: Workspace) {
  return queryOptions({
    queryKey: settingsKeys.identity,
    queryFn: async () => (await workspace.identity()) ?? null,
  });
}

/** Whether commits are signed here. Another tab may have changed it, so it is asked anew each time that it is shown. */
export function signingQuery(workspace: Workspace) {
  return queryOptions({ queryKey: settingsKeys.signing, queryFn: () => workspace.signingState(), staleTime: 0 });
}

/** What the repository says about its site. */
export function siteConfigQuery(workspace: Workspace) {
  return queryOptions({ queryKey: settingsKeys.site, queryFn: () => workspace.siteConfig() });
}
