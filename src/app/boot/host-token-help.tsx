import { GalleyError } from '#base';
import { Button, Notice, StatusRegion } from '#ui';
import { useMutation, useQuery } from '@tanstack/react-query';
import { ErrorNotice } from '../errors/error-notice.tsx';
import { useServices } from '../services-context.ts';
import { describeToken } from './describe-token.ts';

export interface HostTokenHelpProps {
  readonly username: string;
  readonly password: string;
}

/** Where the host makes tokens, and on demand what it says of the one that was typed. Nothing on servers of git alone. */
export function HostTokenHelp({ username, password }: HostTokenHelpProps) {
  const { workspace, clock } = useServices();
  const { data: host } = useQuery({ queryKey: ['host'], queryFn: () => workspace.host() });
  const check = useMutation({
    mutationFn: (given: HostTokenHelpProps) => workspace.checkToken(given),
    // What it was called with is a secret.
    gcTime: 0,
  });
  if (host === undefined || host === null) return null;
  const isCurrent = check.variables?.username === username && check.variables.password === password;
  const words = isCurrent && check.data ? describeToken(check.data, { host: host.name, now: clock.now() }) : undefined;
  return (
    <div className="flex flex-col items-start gap-3 text-sm text-ink-soft">
      <p>
        <a href={host.tokenPage.address} target="_blank" rel="noopener noreferrer" className="text-accent underline">
          Make a token at {host.name}
        </a>{' '}
        (opens another page). {host.tokenPage.sentence}
      </p>
      <Button
        disabled={username === '' || password === '' || check.isPending}
        onClick={() => check.mutate({ username, password })}
      >
        {check.isPending ? 'Checking…' : 'Check the token'}
      </Button>
      <StatusRegion className="w-full">
        {words !== undefined && <Notice tone={words.tone}>{words.sentences.join(' ')}</Notice>}
      </StatusRegion>
      {isCurrent && check.isError && <ErrorNotice error={GalleyError.from(check.error)} />}
    </div>
  );
}
