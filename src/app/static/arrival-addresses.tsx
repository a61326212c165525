import { useState, useSyncExternalStore, type ReactNode } from 'react';
import { SignInDialog } from '../boot/sign-in-dialog.tsx';
import { useServices } from '../services-context.ts';
import { HashAddresses } from './hash-addresses.tsx';

/** Addresses of a page that someone came back to from a host's sign-in: when that gave no token, it is said and asked again. */
export function ArrivalAddresses({ children }: { readonly children: ReactNode }) {
  const { workspace, boot } = useServices();
  const problem = useSyncExternalStore(
    (listener) => workspace.subscribe(listener),
    () => workspace.arrivalProblem(),
  );
  const [isClosed, setClosed] = useState(false);
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
