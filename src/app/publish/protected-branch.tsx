import { Button, Notice } from '#ui';
import { useQuery } from '@tanstack/react-query';
import { useServices } from '../services-context.ts';
import { describeBranch } from './describe-branch.ts';

export interface ProtectedBranchProps {
  /** The person goes the way of a review. */
  readonly onSend: () => void;
}

/** Says before a push that the host may refuse it, with the way that leads on. Nothing where the host tells nothing of the kind. */
export function ProtectedBranch({ onSend }: ProtectedBranchProps) {
  const { workspace } = useServices();
  const { data: rules } = useQuery({
    queryKey: ['host', 'branch-rules'],
    queryFn: () => workspace.branchRules(),
    // Who is signed in and what the host keeps may have changed since.
    staleTime: 0,
  });
  if (rules === undefined || rules === null || rules.push === 'yes') return null;
  const sentence = describeBranch(rules);
  if (sentence === null) return null;
  return (
    <Notice
      tone="caution"
      className="mb-4"
      actions={
        <Button size="small" onClick={onSend}>
          Send for review instead
        </Button>
      }
    >
      {sentence}
    </Notice>
  );
}
