import { Button, Notice } from '#ui';
import type { Workspace } from '#workspace';
import { useQuery } from '@tanstack/react-query';
import { branchRulesQuery } from './branch-rules.ts';
import { describeBranch } from './describe-branch.ts';

export interface ProtectedBranchProps {
  readonly workspace: Pick<Workspace, 'branchRules'>;
  /** The person goes the way of a review. */
  readonly onSend: () => void;
}

/** Says before a push that the host may refuse it, with the way that leads on. Nothing where the host tells nothing of the kind. */
export function ProtectedBranch({ workspace, onSend }: ProtectedBranchProps) {
  // What the host keeps may have changed since work began.
  const { data: rules } = useQuery({ ...branchRulesQuery(workspace), staleTime: 0 });
  if (rules === undefined || rules === null || rules.push === 'yes') return null;
  const sentence = describeBranch(rules);
  if (sentence === null) return null;
  return (
    <Notice
      tone="caution"
      className="mb-4"
      actions={
        <Button size="small" onClick={onSend}>
          {rules.write === 'no' ? 'Suggest these changes' : 'Send for review instead'}
        </Button>
      }
    >
      {sentence}
    </Notice>
  );
}
