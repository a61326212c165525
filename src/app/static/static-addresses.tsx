import { useEffect, useState, useSyncExternalStore, type ReactNode } from 'react';
import { SignInDialog } from '../boot/sign-in-dialog.tsx';
import { noteUnfinished } from '../connect/known-repositories.ts';
import { useServices } from '../services-context.ts';
import { HashAddresses } from './hash-addresses.tsx';

/**
 * Addresses of a page on a static host, with what only such a page has: when someone came back from a host's sign-in without a token, it is
 * said and asked again; and what waits in this repository is noted for where another one is open.
 */
export function StaticAddresses({ children }: { readonly children: ReactNode }) {
  const { workspace, boot, status } = useServices();
  const problem = useSyncExternalStore(
    (listener) => workspace.subscribe(listener),
    () => workspace.arrivalProblem(),
  );
  const [isClosed, setClosed] = useState(false);
  const { url } = workspace.repository;
  useEffect(
    () =>
      status.subscribe(() => {
        const { branch, draftCount, outboxLength } = status.get();
        noteUnfinished(url, branch, { drafts: draftCount, commits: outboxLength });
      }),
    [status, url],
  );
  return (
    <HashAddresses>
      {children}
      {problem !== null && !isClosed && (
        <SignInDialog
          problem={problem}
          onClose={() => setClosed(true)}
          onSignedIn={() => {
            setClosed(true);
            if (boot.state.get().kind === 'ready') boot.sync();
            else boot.start();
          }}
        />
      )}
    </HashAddresses>
  );
}
