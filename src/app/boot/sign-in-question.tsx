import { GalleyError, type Clock } from '#base';
import { Button, Checkbox, Dialog, Notice, TextField } from '#ui';
import type { Workspace } from '#workspace';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Suspense, useId, useState } from 'react';
import { ErrorNotice } from '../errors/error-notice.tsx';
import { optionalPart } from '../later-parts.ts';
import { keepPending } from '../static/pending-sign-in.ts';
import { arrivalWords } from './arrival-words.ts';
import { CodeSignIn } from './code-sign-in.tsx';
import type { SignInDialogProps } from './sign-in-dialog.tsx';

export interface SignInQuestionProps extends SignInDialogProps {
  readonly workspace: Pick<
    Workspace,
    'repository' | 'canKeepSignIn' | 'signIn' | 'codeSignIn' | 'host' | 'checkToken' | 'deviceSignIn'
  >;
  readonly clock: Pick<Clock, 'now'>;
  /** Whether what was written outlives the page. */
  readonly durable: boolean;
  /** Stores what was typed last; false when it can't. */
  readonly storeTyped: () => Promise<boolean>;
}

const HostTokenHelp = optionalPart(() => import('./host-token-help.tsx').then((module) => module.HostTokenHelp));

/** Leads to the host's own sign-in where there is one, or asks for a user name and token. They stay in this tab's memory, unless the person wants them kept. */
export function SignInQuestion({
  workspace,
  clock,
  durable,
  storeTyped,
  onClose,
  onSignedIn,
  problem,
}: SignInQuestionProps) {
  const { data: way } = useQuery({ queryKey: ['host', 'code'], queryFn: () => workspace.codeSignIn(), gcTime: 0 });
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
  const [prefersToken, setPrefersToken] = useState(false);
  // Who leaves a page that stores nothing loses what was written.
  const byCode = durable ? (way ?? null) : null;
  // The offer may come when someone types already.
  const asksForToken = byCode === null || prefersToken || username !== '' || password !== '';
  const words = problem === undefined ? undefined : arrivalWords(problem, way?.host ?? 'the git host');
  const keepChoice = workspace.canKeepSignIn && (
    <div>
      <Checkbox checked={keep} onCheckedChange={setKeep} aria-describedby={`${formId}-keep`}>
        Keep me signed in on this computer
      </Checkbox>
      <p id={`${formId}-keep`} className="mt-1 ps-6.5 text-[0.8125rem] text-ink-faint">
        For a computer of your own. Kept encrypted in this browser until you sign out under Settings.
      </p>
    </div>
  );
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
          {asksForToken && (
            <Button look="primary" type="submit" form={formId} disabled={!isComplete || signIn.isPending}>
              Sign in
            </Button>
          )}
        </>
      }
    >
      {words !== undefined && (
        <Notice tone="caution" urgent title={words.title} className="mb-4">
          {words.text}
        </Notice>
      )}
      {!asksForToken && (
        <div className="flex flex-col items-start gap-5">
          {keepChoice}
          <CodeSignIn
            way={byCode}
            onLeave={async (pending) => {
              if (!(await storeTyped()))
                throw new GalleyError('out-of-storage', 'What was typed last could not be stored');
              keepPending({ pending, place: workspace.repository.url, keep });
            }}
          />
          <Button onClick={() => setPrefersToken(true)}>Use a token instead</Button>
        </div>
      )}
      {asksForToken && (
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
          {keepChoice}
          {signIn.isError && <ErrorNotice error={GalleyError.from(signIn.error)} />}
        </form>
      )}
    </Dialog>
  );
}
