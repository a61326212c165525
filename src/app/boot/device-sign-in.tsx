import { GalleyError } from '#base';
import { Button, StatusRegion } from '#ui';
import type { DeviceCode, DeviceOutcome, HostDesk } from '#workspace';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { ErrorNotice } from '../errors/error-notice.tsx';

export interface DeviceSignInProps {
  /** Has the way to the host, where there is one. */
  readonly desk: Pick<HostDesk, 'deviceSignIn'>;
  readonly host: string;
  /** What the button that signs in with the token is called. */
  readonly button: string;
  readonly onToken: (credentials: { readonly username: string; readonly password: string }) => void;
}

const words: Readonly<Record<DeviceOutcome['kind'], (host: string, button: string) => string>> = {
  token: (host, button) => `${host} gave a token. It is filled in: press “${button}”.`,
  refused: (host) => `Access was refused at ${host}.`,
  ended: () => 'The code was not entered in time. Get another one.',
};

/** Gets a token by a code that the person enters at the host. Nothing where that is not set up. */
export function DeviceSignIn({ desk, host, button, onToken }: DeviceSignInProps) {
  const { data: flow } = useQuery({ queryKey: ['host', 'device', host], queryFn: () => desk.deviceSignIn() });
  const [code, setCode] = useState<DeviceCode | null>(null);
  const [waiting, setWaiting] = useState<AbortController | null>(null);
  useEffect(() => () => waiting?.abort(), [waiting]);
  const ask = useMutation({
    mutationFn: async ({ signal }: AbortController) => {
      const given = await flow?.start();
      if (flow === undefined || flow === null || given === undefined) return null;
      if (!signal.aborted) setCode(given);
      const outcome = await flow.wait(given, signal);
      if (outcome.kind === 'token') onToken({ username: 'x-access-token', password: outcome.token });
      return outcome.kind;
    },
    gcTime: 0,
    onSettled: () => setCode(null),
  });
  if (flow === undefined || flow === null) return null;
  const error = ask.isError ? GalleyError.from(ask.error) : null;
  return (
    <div className="flex flex-col items-start gap-3">
      {ask.isPending ? (
        <Button onClick={() => waiting?.abort()}>Stop waiting for {host}</Button>
      ) : (
        <Button
          onClick={() => {
            const controller = new AbortController();
            setWaiting(controller);
            ask.mutate(controller);
          }}
        >
          Get a token from {host}
        </Button>
      )}
      <StatusRegion>
        {code !== null && (
          <p>
            Enter the code <strong className="font-code text-ink">{code.userCode}</strong> at{' '}
            <a href={code.address} target="_blank" rel="noopener noreferrer" className="text-accent underline">
              {host}’s page for codes
            </a>{' '}
            (opens another page). Enter it only there, and only if you asked for it here.
          </p>
        )}
        {!ask.isPending && typeof ask.data === 'string' && words[ask.data](host, button)}
      </StatusRegion>
      {error !== null && error.code !== 'cancelled' && <ErrorNotice error={error} />}
    </div>
  );
}
