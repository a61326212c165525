import { Button, classNames } from '#ui';
import type { Workspace } from '#workspace';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Lock } from 'lucide-react';
import { branchRulesQuery } from './branch-rules.ts';
import { describeBranch } from './describe-branch.ts';

const seenKey = ['host', 'branch-rules-seen'];

export interface BranchNoticeProps {
  readonly workspace: Pick<Workspace, 'branchRules'>;
  readonly className?: string;
}

/** Says before work starts that what is written here can not be published right away. Gone once the person has taken note. */
export function BranchNotice({ workspace, className }: BranchNoticeProps) {
  const queries = useQueryClient();
  const { data: rules } = useQuery(branchRulesQuery(workspace));
  const seen = useQuery({ queryKey: seenKey, queryFn: () => '', initialData: '', staleTime: Infinity }).data;
  if (rules === undefined || rules === null || rules.push === 'yes') return null;
  const sentence = describeBranch(rules);
  if (sentence === null || sentence === seen) return null;
  return (
    <div className={classNames('flex items-start gap-2 text-[0.8125rem] text-ink-soft', className)}>
      <Lock aria-hidden="true" className="mt-1.5 size-3.5 shrink-0" />
      <p className="min-w-0 flex-1 py-1 wrap-anywhere">{sentence}</p>
      <Button size="small" look="quiet" onClick={() => queries.setQueryData(seenKey, sentence)}>
        Got it
      </Button>
    </div>
  );
}
