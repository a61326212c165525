import { GalleyError, type Clock } from '#base';
import { Button, Notice, StatusRegion } from '#ui';
import type { Workspace } from '#workspace';
import { useMutation, useQuery } from '@tanstack/react-query';
import { ErrorNotice } from '../errors/error-notice.tsx';
import { DeviceSignIn } from './device-sign-in.tsx';
import { describeToken } from './describe-token.ts';

export { DeviceSignIn };

interface Given {
  readonly username: string;
  readonly password: string;
}

export interface HostTokenHelpProps extends Given {
  readonly workspace: Pick<Workspace, 'host' | 'checkToken' | 'deviceSignIn'>;
  readonly clock: Pick<Clock, 'now'>;
  /** The host gave a token by another way than typing. */
  readonly onToken: (given: Given) => void;
}

/** Where the host makes tokens, and on demand what it says of the one that was typed. Nothing on servers of git alone. */
export function HostTokenHelp({ workspace, clock, username, password, onToken }: HostTokenHelpProps) {
  const { data: host } = useQuery({ queryKey: ['host'], queryFn: () => workspace.host() });
  const check = useMutation({
    mutationFn: (given: Given) => workspace.checkToken(given),
    // What it was called with is a secret.
    gcTime: 0,
  });
  if (host === undefined || host === null) return null;
  const isCurrent = check.variables?.username === username && check.variables.password === password;
  const words = isCurrent && check.data ? describeToken(check.data, { host: host.name, now: clock.now() }) : undefined;
  const error = isCurrent && check.isError ? GalleyError.from(check.error) : null;
  return (
    <div className="flex flex-col items-start gap-3 text-sm text-ink-soft">
      <p>
        <a href={host.tokenPage.address} target="_blank" rel="noopener noreferrer" className="text-accent underline">
          Make a token at {host.name}
        </a>{' '}
        (opens another page). {host.tokenPage.sentence}
      </p>
      <DeviceSignIn desk={workspace} host={host.name} button="Sign in" onToken={onToken} />
      <Button
        disabled={username === '' || password === '' || check.isPending}
        onClick={() => check.mutate({ username, password })}
      >
        {check.isPending ? 'Checking…' : 'Check the token'}
      </Button>
      <StatusRegion className="w-full">
        {words !== undefined && <Notice tone={words.tone}>{words.sentences.join(' ')}</Notice>}
      </StatusRegion>
      {error?.code === 'offline' && (
        <Notice tone="caution" urgent>
          {host.name} could not be asked. There may be no network, or it answers no pages of other sites. You can sign
          in all the same.
        </Notice>
      )}
      {error !== null && error.code !== 'offline' && <ErrorNotice error={error} />}
    </div>
  );
}
