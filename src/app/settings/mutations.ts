import type { Workspace } from '#workspace';
import { mutationOptions, type QueryClient } from '@tanstack/react-query';
import type { Identity } from './identity.ts';
import { settingsKeys } from './queries.ts';

/** Keeps who commits are by. */
export function saveIdentityMutation(workspace: Workspace, queries: QueryClient) {
  return mutationOptions({
    mutationFn: (identity: Identity) => workspace.setIdentity(identity),
    onSuccess: (_, identity) => {
      queries.setQueryData(settingsKeys.identity, identity);
    },
  });
}

/** Signs what is committed in this browser, or not. */
export function signingMutation(workspace: Workspace, queries: QueryClient) {
  return mutationOptions({
    mutationFn: (choice: 'on' | 'off' | 'new-key') => workspace.setSigning(choice),
    onSettled: () => queries.invalidateQueries({ queryKey: settingsKeys.signing }),
  });
}
