import { Button } from '#ui';
import { Suspense, useState } from 'react';
import { ErrorNotice } from '../errors/error-notice.tsx';
import { useServices } from '../services-context.ts';
import type { BootState } from './boot.ts';
import { AskToSignIn } from './ask-to-sign-in.tsx';
import { laterPart } from '../later-parts.ts';
import { leaveBranch } from '../branches/chosen-branch.ts';

const CloneProgressBar = laterPart(() => import('./clone-progress-bar.tsx').then((module) => module.CloneProgressBar));

/** How far the first clone is, or why there is none yet. Pages that have the repository already never show it. */
export function FirstClone({ state }: { readonly state: Exclude<BootState, { readonly kind: 'ready' | 'opening' }> }) {
  const { workspace, boot } = useServices();
  const [isSigningIn, setSigningIn] = useState(false);
  const [hasSignedIn, setSignedIn] = useState(false);
  // That a host asks who comes is no failure, unless it was told just now.
  const isAsking = state.kind === 'failed' && state.error.code === 'sign-in-needed' && !hasSignedIn;
  const { name } = workspace.repository;
  return (
    <>
      {state.kind === 'cloning' && (
        <>
          <h1 className="font-page text-2xl font-semibold">Bringing {name} into this browser</h1>
          <p className="mt-2 mb-6 text-sm text-ink-soft">
            This happens once. From then on the posts are here as soon as you open the page.
          </p>
          <Suspense>
            <CloneProgressBar progress={state.progress} onCancel={() => boot.cancel()} />
          </Suspense>
        </>
      )}
      {state.kind === 'cancelled' && (
        <>
          <h1 className="font-page text-2xl font-semibold">Cancelled</h1>
          <p className="mt-2 mb-5 text-sm text-ink-soft">Nothing of {name} was kept in this browser.</p>
          <div>
            <Button look="primary" onClick={() => boot.start()}>
              Try again
            </Button>
          </div>
        </>
      )}
      {isAsking && (
        <>
          <h1 className="font-page text-2xl font-semibold">Sign in to open {name}</h1>
          <p className="mt-2 mb-5 text-sm text-ink-soft">
            The git host asks who you are. Sign in with your account there; what you enter goes to that host alone.
          </p>
          <div className="flex gap-2">
            <Button look="primary" onClick={() => setSigningIn(true)}>
              Sign in
            </Button>
            <Button onClick={() => boot.start()}>Try again</Button>
          </div>
        </>
      )}
      {state.kind === 'failed' && !isAsking && (
        <>
          <h1 className="mb-4 font-page text-2xl font-semibold">{name} could not be opened</h1>
          <ErrorNotice
            error={state.error}
            onRetry={() => boot.start()}
            onSignIn={() => setSigningIn(true)}
            // The chosen branch is on the remote no more, and nothing of it is kept here.
            {...(typeof state.error.data['branch'] === 'string' && {
              extraActions: (
                <Button size="small" onClick={() => leaveBranch(workspace.repository.url)}>
                  Open the site’s own branch
                </Button>
              ),
            })}
          />
        </>
      )}
      <AskToSignIn
        isOpen={isSigningIn}
        onClose={() => setSigningIn(false)}
        onSignedIn={() => {
          setSignedIn(true);
          boot.start();
        }}
      />
    </>
  );
}
