import { Button, Checkbox, Notice, TextField } from '#ui';
import type { ArrivalProblem, GivenSignIn, HostDesk } from '#workspace';
import { useQuery } from '@tanstack/react-query';
import { Suspense, useId, useState } from 'react';
import { arrivalWords } from '../boot/arrival-words.ts';
import { CodeSignIn } from '../boot/code-sign-in.tsx';
import { optionalPart } from '../later-parts.ts';
import { keepPending } from '../static/pending-sign-in.ts';
import { StepHeading } from './step-heading.tsx';

// Part of what helps with tokens where a repository is known.
const DeviceSignIn = optionalPart(() => import('../boot/host-token-help.tsx').then((module) => module.DeviceSignIn));

export interface HostSignInProps {
  readonly desk: Pick<HostDesk, 'name' | 'origin' | 'tokenPage' | 'codeSignIn' | 'deviceSignIn'>;
  readonly problem: ArrivalProblem | null;
  readonly onSignedIn: (given: GivenSignIn) => void;
}

/** Asks who the person is at a host, so that it tells what they may write to. */
export function HostSignIn({ desk, problem, onSignedIn }: HostSignInProps) {
  const { data: way = null } = useQuery({
    queryKey: ['host', desk.origin, 'code'],
    queryFn: () => desk.codeSignIn(),
    gcTime: 0,
  });
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  const [keep, setKeep] = useState(false);
  const id = useId();
  const words = problem === null ? null : arrivalWords(problem, desk.name);
  const isComplete = username.trim() !== '' && password !== '';
  return (
    <>
      <div>
        <StepHeading>Sign in at {desk.name}</StepHeading>
        <p className="mt-1 text-sm text-ink-soft">
          {desk.name} then says which repositories you may write to. What you sign in with goes to {desk.name} for that,
          and to the repository that you choose.
        </p>
      </div>
      {words !== null && (
        <Notice tone="caution" urgent title={words.title}>
          {words.text}
        </Notice>
      )}
      {window.isSecureContext && (
        <div>
          <Checkbox checked={keep} onCheckedChange={setKeep} aria-describedby={`${id}-keep`}>
            Keep me signed in on this computer
          </Checkbox>
          <p id={`${id}-keep`} className="mt-1 ps-6.5 text-[0.8125rem] text-ink-faint">
            For a computer of your own. Kept encrypted in this browser, for the repository that you choose.
          </p>
        </div>
      )}
      {way !== null && (
        <>
          <CodeSignIn way={way} onLeave={(pending) => keepPending({ pending, place: desk.origin, keep })} />
          <p className="text-sm text-ink-soft">Or with a token that you made:</p>
        </>
      )}
      <form
        className="flex flex-col items-start gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (isComplete) onSignedIn({ credentials: { username: username.trim(), password }, keep });
        }}
      >
        <div className="flex w-full flex-col gap-4">
          <TextField
            label="User name"
            value={username}
            onValueChange={setUsername}
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            hint={desk.name === 'Bitbucket' ? 'At Bitbucket, the e-mail address of your account.' : undefined}
          />
          <TextField
            label="Token"
            type="password"
            value={password}
            onValueChange={setPassword}
            autoComplete="current-password"
          />
        </div>
        <p className="text-sm text-ink-soft">
          <a href={desk.tokenPage.address} target="_blank" rel="noopener noreferrer" className="text-accent underline">
            Make a token at {desk.name}
          </a>{' '}
          (opens another page). {desk.tokenPage.sentence}
        </p>
        <div className="text-sm text-ink-soft">
          <Suspense>
            <DeviceSignIn
              desk={desk}
              host={desk.name}
              button="Sign in with the token"
              onToken={(given) => {
                setUsername(given.username);
                setPassword(given.password);
              }}
            />
          </Suspense>
        </div>
        <Button look={way === null ? 'primary' : 'plain'} type="submit" disabled={!isComplete}>
          Sign in with the token
        </Button>
      </form>
    </>
  );
}
