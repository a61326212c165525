import { GalleyError } from '#base';
import { Button, Dialog, Notice, Skeleton, TextField } from '#ui';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ErrorNotice } from '../errors/error-notice.tsx';
import { useServices } from '../services-context.ts';
import { useStore } from '../use-store.ts';
import { BranchItem } from './branch-item.tsx';
import { switchBranchMutation } from './mutations.ts';
import { NewBranchForm } from './new-branch-form.tsx';
import { branchesQuery } from './queries.ts';

/** Shown at most; the filter finds the others. */
const MOST = 100;

/** Shows the branches of the repository, and switches this tab to another one. */
export function BranchesDialog({ onClose }: { readonly onClose: () => void }) {
  const services = useServices();
  const { durable, branch } = useStore(services.status);
  const list = useQuery(branchesQuery(services.workspace));
  const change = useMutation(switchBranchMutation(services));
  const [filter, setFilter] = useState('');
  const [isNaming, setNaming] = useState(false);
  const wanted = filter.trim().toLowerCase();
  const found = (list.data?.branches ?? []).filter(({ name }) => name.toLowerCase().includes(wanted));
  // The page loads anew after a switch; until then nothing else may be begun.
  const isBusy = change.isPending || change.isSuccess;
  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      title="Branches"
      description="Each branch is a version of the site. What you have not published yet stays with its branch, and is there when you come back."
      footer={<Button onClick={onClose}>Close</Button>}
    >
      <div className="flex flex-col gap-3">
        {!durable && (
          <Notice tone="caution" title="Branches can’t be switched here">
            This browser stores nothing for this page, so what is on this branch would be lost.
          </Notice>
        )}
        <TextField
          label="Find a branch"
          type="search"
          value={filter}
          onValueChange={setFilter}
          autoComplete="off"
          spellCheck={false}
        />
        {list.isPending && <Skeleton className="h-24 w-full" />}
        {list.isError && <ErrorNotice error={GalleyError.from(list.error)} onRetry={() => void list.refetch()} />}
        {list.data !== undefined && found.length === 0 && (
          <p className="text-sm text-ink-soft">No branch is called that.</p>
        )}
        <ul aria-label="Branches" className="flex max-h-72 flex-col overflow-y-auto empty:hidden">
          {found.slice(0, MOST).map((row) => (
            <BranchItem
              key={row.name}
              branch={row}
              isDisabled={!durable || isBusy}
              isComing={isBusy && change.variables.name === row.name}
              onOpen={() => change.mutate(row)}
            />
          ))}
        </ul>
        {found.length > MOST && (
          <p className="text-[0.8125rem] text-ink-faint">{`And ${found.length - MOST} more: type a part of the name.`}</p>
        )}
        {list.data !== undefined && list.data.failure !== null && (
          <ErrorNotice
            error={list.data.failure}
            onRetry={() => void list.refetch()}
            after="Only branches that were open in this browser before are shown."
          />
        )}
        {change.isError && (
          <ErrorNotice
            error={GalleyError.from(change.error)}
            after={`You are still on “${branch}”, and nothing was lost.`}
            onRetry={() => change.mutate(change.variables)}
          />
        )}
        {isNaming ? (
          <NewBranchForm
            from={branch}
            isDisabled={!durable || isBusy}
            onCreated={(name) => change.mutate({ name, isFirst: false, isHere: true })}
          />
        ) : (
          <div>
            <Button size="small" disabled={!durable || isBusy} onClick={() => setNaming(true)}>
              New branch…
            </Button>
          </div>
        )}
      </div>
    </Dialog>
  );
}
