import type { Workspace } from '#workspace';
import { queryOptions } from '@tanstack/react-query';

/** The branches to work on, asked of the remote anew each time that they are shown. */
export function branchesQuery(workspace: Workspace) {
  return queryOptions({ queryKey: ['branches'], queryFn: () => workspace.listBranches(), gcTime: 0 });
}
