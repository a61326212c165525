import { Button } from '#ui';
import { Suspense, useState } from 'react';
import { useServices } from '../services-context.ts';
import { useStore } from '../use-store.ts';
import { laterPart } from '../later-parts.ts';

const SignInDialog = laterPart(() => import('../boot/sign-in-dialog.tsx').then((module) => module.SignInDialog));

/** Offers to sign in when the git host did not let the last request through; nothing otherwise. */
export function SyncNotice() {
  const { boot } = useServices();
  const failure = useStore(boot.syncFailure);
  const [isSigningIn, setSigningIn] = useState(false);
  if (failure?.code !== 'sign-in-needed') return null;
  return (
    <>
      <Button size="small" className="mt-2" onClick={() => setSigningIn(true)}>
        Sign in
      </Button>
      {isSigningIn && (
        <Suspense>
          <SignInDialog
            onClose={() => setSigningIn(false)}
            onSignedIn={() => {
              setSigningIn(false);
              boot.sync();
            }}
          />
        </Suspense>
      )}
    </>
  );
}
