import type { NamedBranchRules, Workspace } from '#workspace';
import { queryOptions } from '@tanstack/react-query';

/** What the host keeps of the branch, for who is signed in; asked again after a sign-in, and when a while has passed. */
export function branchRulesQuery(workspace: Pick<Workspace, 'branchRules'>) {
  return queryOptions({
    queryKey: ['host', 'branch-rules'],
    queryFn: () => workspace.branchRules(),
    staleTime: 300_000,
  });
}

/** What the button says that leads on from writing where a push would be refused; null where one may publish. */
export function wayToSend(rules: NamedBranchRules | null | undefined): string | null {
  if (rules?.write === 'no') return 'Suggest changes…';
  return rules?.push === 'no' ? 'Send for review…' : null;
}
