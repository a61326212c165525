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

/** Why nothing can be published from here, whatever the review says; null where one may push, or nothing is told. */
export function whyNoPush(rules: NamedBranchRules | null | undefined): string | null {
  if (rules?.write === 'no') return 'Your account may not write to this site. Those who may publish it at the host.';
  return rules?.push === 'no' ? 'The branch is protected: this is merged at the host, by its change request.' : null;
}

/** What the button says that leads on from writing where a push would be refused; null where one may publish. */
export function wayToSend(rules: NamedBranchRules | null | undefined): string | null {
  if (rules?.write === 'no') return 'Suggest changes…';
  return rules?.push === 'no' ? 'Send for review…' : null;
}
