import { Button } from '#ui';
import { useState } from 'react';
import { useServices } from '../services-context.ts';
import { AskToSignIn } from '../boot/ask-to-sign-in.tsx';
import { useStore } from '../use-store.ts';

/** Offers to sign in when the git host did not let the last request through; nothing otherwise. */
export function SyncNotice() {
  const { boot } = useServices();
  const failure = useStore(boot.syncFailure);
  const [isSigningIn, setSigningIn] = useState(false);
  if (failure?.code !== 'sign-in-needed') return null;
  return (
    <>
      <Button size="small" className="md:mt-2" onClick={() => setSigningIn(true)}>
        Sign in
      </Button>
      <AskToSignIn isOpen={isSigningIn} onClose={() => setSigningIn(false)} onSignedIn={() => boot.sync()} />
    </>
  );
}
