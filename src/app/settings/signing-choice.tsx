import { GalleyError } from '#base';
import { AlertDialog, Button, Checkbox, Skeleton } from '#ui';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ErrorNotice } from '../errors/error-notice.tsx';
import { useServices } from '../services-context.ts';
import { signingMutation } from './mutations.ts';
import { PublicKey } from './public-key.tsx';
import { signingQuery } from './queries.ts';

/** Whether commits are signed in this browser, and the key that the git host has to know for it. */
export function SigningChoice() {
  const { workspace, queries } = useServices();
  const signing = useQuery(signingQuery(workspace));
  const set = useMutation(signingMutation(workspace, queries));
  const [isAsking, setAsking] = useState(false);
  if (signing.isPending) return <Skeleton className="h-6 w-48" />;
  // A key that can't be read: committing fails until there is another, or none is asked for.
  const state = signing.data ?? ({ kind: 'unreadable' } as const);
  // The box shows at once what was asked for.
  const isOn = set.isPending ? set.variables !== 'off' : state.kind === 'on' || state.kind === 'unreadable';
  const isUnsupported = state.kind === 'unsupported';
  return (
    <div className="max-w-xl">
      <Checkbox
        checked={isOn}
        disabled={isUnsupported}
        aria-describedby={isUnsupported ? 'why-not-sign' : undefined}
        onCheckedChange={(checked) => {
          if (!set.isPending) set.mutate(checked ? 'on' : 'off');
        }}
      >
        Sign my commits
      </Checkbox>
      {isUnsupported && (
        <p id="why-not-sign" className="mt-2 text-sm text-ink-soft">
          {state.reason === 'no-ed25519'
            ? 'This browser can’t make the keys that git takes (Ed25519), or the page is not served over https. A newer browser can.'
            : 'This browser stores nothing for this page, so it could not keep a key.'}
        </p>
      )}
      {state.kind === 'on' && (
        <PublicKey line={state.publicKey}>
          <Button size="small" disabled={set.isPending} onClick={() => setAsking(true)}>
            Make a new key…
          </Button>
        </PublicKey>
      )}
      {signing.isError && (
        <div className="mt-3">
          <ErrorNotice error={GalleyError.from(signing.error)} />
          <Button size="small" className="mt-3" disabled={set.isPending} onClick={() => setAsking(true)}>
            Make a new key…
          </Button>
        </div>
      )}
      {set.isError && (
        <div className="mt-3">
          <ErrorNotice error={GalleyError.from(set.error)} />
        </div>
      )}
      <AlertDialog
        open={isAsking}
        onOpenChange={setAsking}
        title="Make a new key?"
        action="Make a new key"
        look="primary"
        onConfirm={() => {
          setAsking(false);
          set.mutate('new-key');
        }}
      >
        The key so far is forgotten here. Add the new one to your git host. What the old one signed counts as verified
        as long as the host has the old one too.
      </AlertDialog>
    </div>
  );
}
