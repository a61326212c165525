import { GalleyError } from '#base';
import { Button } from '#ui';
import type { CodeSignIn as CodeSignInWay } from '#workspace';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { ErrorNotice } from '../errors/error-notice.tsx';

export interface CodeSignInProps {
  readonly way: CodeSignInWay;
  /** Stores what was typed, and remembers that a sign-in was begun. */
  readonly onLeave: (pending: Awaited<ReturnType<CodeSignInWay['begin']>>['pending']) => Promise<void> | void;
  /** Goes to the host; another one in tests, where pages don't load. */
  readonly go?: (address: string) => void;
}

function leavePage(address: string): void {
  window.location.assign(address);
}

/** Leads to the host, where the person says yes and is sent back signed in. */
export function CodeSignIn({ way, onLeave, go = leavePage }: CodeSignInProps) {
  const part = useRef<HTMLDivElement>(null);
  // It takes the place of fields, one of which may have had the focus.
  useEffect(() => part.current?.querySelector('button')?.focus(), []);
  const leave = useMutation({
    mutationFn: async () => {
      const { address, pending } = await way.begin();
      await onLeave(pending);
      go(address);
    },
    // The state is of use to nobody else, and of none here.
    gcTime: 0,
  });
  return (
    <div ref={part} className="flex flex-col items-start gap-2">
      <Button look="primary" disabled={leave.isPending || leave.isSuccess} onClick={() => leave.mutate()}>
        {leave.isPending || leave.isSuccess ? `Going to ${way.host}…` : `Sign in at ${way.host}`}
      </Button>
      <p className="text-sm text-ink-soft">
        You say yes at {way.host} and come back to this page. What you wrote stays in this browser.
      </p>
      {leave.isError && <ErrorNotice error={GalleyError.from(leave.error)} onRetry={() => leave.mutate()} />}
    </div>
  );
}
