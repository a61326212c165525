import { GalleyError, visibleLine } from '#base';
import { Button } from '#ui';
import { useMutation } from '@tanstack/react-query';
import { useId, useState, useSyncExternalStore } from 'react';
import { chooseIdleLimit, idleLimit, idleLimits, type IdleLimit } from '../boot/idle-lock.ts';
import { ErrorNotice } from '../errors/error-notice.tsx';
import { AskToSignIn } from '../boot/ask-to-sign-in.tsx';
import { useServices } from '../services-context.ts';
import { useStore } from '../use-store.ts';

const limitWords: Readonly<Record<IdleLimit, string>> = {
  usual: 'After an hour, unless it is kept',
  15: 'After 15 minutes',
  60: 'After an hour',
  240: 'After 4 hours',
  never: 'Never',
};

/** Who the git host is told that the person is, how to end that, and when it ends by itself. */
export function SignInSettings() {
  const { workspace, boot } = useServices();
  const signedIn = useSyncExternalStore(
    (listener) => workspace.subscribe(listener),
    () => workspace.signedIn(),
  );
  const limit = useStore(idleLimit);
  const [isSigningIn, setSigningIn] = useState(false);
  const limitId = useId();
  const signOut = useMutation({ mutationFn: () => workspace.signOut() });
  return (
    <div className="flex max-w-md flex-col items-start gap-4">
      <p className="text-sm">
        {signedIn === null
          ? 'Nobody is signed in. Galley asks when the host wants to know.'
          : `${signedIn.byCode === true ? 'Signed in at the git host.' : `Signed in as ${visibleLine(signedIn.username, 100)}.`} ${
              signedIn.isKept
                ? 'The token is kept in this browser, encrypted, until you sign out.'
                : 'The token is in this tab’s memory and goes when the tab is closed or loaded again.'
            }`}
      </p>
      {signedIn === null ? (
        <Button onClick={() => setSigningIn(true)}>Sign in…</Button>
      ) : (
        <Button onClick={() => signOut.mutate()} disabled={signOut.isPending}>
          Sign out
        </Button>
      )}
      {signOut.isError && <ErrorNotice error={GalleyError.from(signOut.error)} />}
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm">
        <label htmlFor={limitId}>Sign out when the page is not used</label>
        <select
          id={limitId}
          value={String(limit)}
          className="rounded-md border border-rule-strong bg-paper px-2 py-1.5"
          onChange={(event) => {
            const chosen = idleLimits.find((known) => String(known) === event.target.value);
            if (chosen !== undefined) chooseIdleLimit(chosen);
          }}
        >
          {idleLimits.map((known) => (
            <option key={known} value={String(known)}>
              {limitWords[known]}
            </option>
          ))}
        </select>
      </div>
      <p className="text-sm text-ink-faint">Drafts and commits that wait stay in this browser either way.</p>
      <AskToSignIn isOpen={isSigningIn} onClose={() => setSigningIn(false)} onSignedIn={() => boot.sync()} />
    </div>
  );
}
