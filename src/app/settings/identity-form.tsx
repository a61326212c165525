import { GalleyError } from '#base';
import { Button, TextField } from '#ui';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { ErrorNotice } from '../errors/error-notice.tsx';
import { useServices } from '../services-context.ts';
import { checkIdentity, isSound, trimIdentity, type Identity } from './identity.ts';
import { saveIdentityMutation } from './mutations.ts';

/** Name and e-mail address of the person's commits. */
export function IdentityForm({ initial }: { readonly initial: Identity | null }) {
  const { workspace, queries } = useServices();
  const [name, setName] = useState(initial?.name ?? '');
  const [email, setEmail] = useState(initial?.email ?? '');
  const [isChecked, setChecked] = useState(false);
  const save = useMutation(saveIdentityMutation(workspace, queries));
  const faults = isChecked ? checkIdentity({ name, email }) : {};
  return (
    <form
      noValidate
      className="flex max-w-md flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        setChecked(true);
        if (isSound(checkIdentity({ name, email }))) save.mutate(trimIdentity({ name, email }));
      }}
    >
      <TextField label="Your name" value={name} onValueChange={setName} autoComplete="name" error={faults.name} />
      <TextField
        label="Your email"
        type="email"
        value={email}
        onValueChange={setEmail}
        autoComplete="email"
        error={faults.email}
      />
      {save.isError && <ErrorNotice error={GalleyError.from(save.error)} />}
      <div className="flex items-center gap-3">
        <Button type="submit" look="primary" disabled={save.isPending}>
          Save
        </Button>
        <span aria-live="polite" className="text-sm text-ink-soft">
          {save.isSuccess && 'Kept in this browser.'}
        </span>
      </div>
    </form>
  );
}
