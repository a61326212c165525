import { GalleyError, visibleLine } from '#base';
import { Button, TextField } from '#ui';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { ErrorNotice } from '../errors/error-notice.tsx';
import { useServices } from '../services-context.ts';
import { createBranchMutation } from './mutations.ts';

export interface NewBranchFormProps {
  /** The branch that the new one begins with. */
  readonly from: string;
  readonly isDisabled: boolean;
  readonly onCreated: (name: string) => void;
}

/** Asks for the name of a new branch and makes it on the git server. */
export function NewBranchForm({ from, isDisabled, onCreated }: NewBranchFormProps) {
  const [name, setName] = useState('');
  const form = useRef<HTMLFormElement>(null);
  // The button that had the focus is gone.
  useEffect(() => form.current?.querySelector('input')?.focus(), []);
  const create = useMutation({
    ...createBranchMutation(useServices()),
    onSuccess: (outcome, made) => {
      if (outcome.kind === 'created') onCreated(made);
    },
  });
  const outcome = create.data;
  const trimmed = name.trim();
  const failure = create.isError
    ? GalleyError.from(create.error)
    : outcome?.kind === 'failed'
      ? outcome.error
      : undefined;
  return (
    <form
      ref={form}
      className="flex flex-col gap-3 border-t border-rule pt-3"
      onSubmit={(event) => {
        event.preventDefault();
        if (trimmed !== '' && !create.isPending && !isDisabled) create.mutate(trimmed);
      }}
    >
      <TextField
        label="Name of the new branch"
        value={name}
        onValueChange={setName}
        autoComplete="off"
        spellCheck={false}
        hint={`It begins with what is published on “${visibleLine(from, 80)}”. Your drafts stay there.`}
        error={outcome?.kind === 'refused' ? visibleLine(outcome.reason, 300) : undefined}
      />
      {failure !== undefined && <ErrorNotice error={failure} />}
      <div>
        <Button type="submit" size="small" disabled={trimmed === '' || create.isPending || isDisabled}>
          Make the branch
        </Button>
      </div>
    </form>
  );
}
