import { GalleyError } from '#base';
import { Button, Checkbox, Dialog, TextField } from '#ui';
import { useMutation } from '@tanstack/react-query';
import { Suspense, useId, useState } from 'react';
import { ErrorNotice } from '../errors/error-notice.tsx';
import { optionalPart } from '../later-parts.ts';
import { useServices } from '../services-context.ts';

export interface SignInDialogProps {
  readonly onClose: () => void;
  /** The workspace has the credentials now; whether the host takes them shows on the next request. */
  readonly onSignedIn: () => void;
}

const HostTokenHelp = optionalPart(() => import('./host-token-help.tsx').then((module) => module.HostTokenHelp));

/** Asks for the user name and token of the git host. They stay in this tab's memory, unless the person wants them kept. */
export function SignInDialog({ onClose, onSignedIn }: SignInDialogProps) {
  const { workspace, clock } = useServices();
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  const [keep, setKeep] = useState(false);
  const formId = useId();
  const signIn = useMutation({
    mutationFn: () => workspace.signIn({ username: username.trim(), password }, { keep }),
    // What it was called with is a secret.
    gcTime: 0,
    onSuccess: onSignedIn,
  });
  const isComplete = username.trim() !== '' && password !== '';
  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      title="Sign in"
      description={`The git host of ${workspace.repository.name} asks who you are. The token goes to that host alone, and is forgotten with this tab unless you want it kept.`}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button look="primary" type="submit" form={formId} disabled={!isComplete || signIn.isPending}>
            Sign in
          </Button>
        </>
      }
    >
      <form
        id={formId}
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (isComplete) signIn.mutate();
        }}
      >
        <TextField
          label="User name"
          value={username}
          onValueChange={setUsername}
          autoComplete="username"
          spellCheck={false}
        />
        <TextField
          label="Token or password"
          type="password"
          value={password}
          onValueChange={setPassword}
          autoComplete="current-password"
          hint="On most hosts you make a token in your account's settings, with the right to read and write this repository."
        />
        <Suspense>
          <HostTokenHelp
            workspace={workspace}
            clock={clock}
            username={username.trim()}
            password={password}
            onToken={(given) => {
              setUsername(given.username);
              setPassword(given.password);
            }}
          />
        </Suspense>
        {workspace.canKeepSignIn && (
          <div>
            <Checkbox checked={keep} onCheckedChange={setKeep} aria-describedby={`${formId}-keep`}>
              Keep me signed in on this computer
            </Checkbox>
            <p id={`${formId}-keep`} className="mt-1 ps-6.5 text-[0.8125rem] text-ink-faint">
              For a computer of your own. Kept encrypted in this browser until you sign out under Settings.
            </p>
          </div>
        )}
        {signIn.isError && <ErrorNotice error={GalleyError.from(signIn.error)} />}
      </form>
    </Dialog>
  );
}
