import { Button, Progress, Spinner } from '#ui';
import { Suspense, useState } from 'react';
import { ErrorNotice } from '../errors/error-notice.tsx';
import { useServices } from '../services-context.ts';
import type { BootState } from './boot.ts';
import { describeCloneProgress, type CloneProgress } from './clone-progress.ts';
import { laterPart } from '../later-parts.ts';

const SignInDialog = laterPart(() => import('./sign-in-dialog.tsx').then((module) => module.SignInDialog));

/** What the main area shows until the repository is here. */
export function BootScreen({ state }: { readonly state: Exclude<BootState, { readonly kind: 'ready' }> }) {
  const { workspace, boot } = useServices();
  const [isSigningIn, setSigningIn] = useState(false);
  const { name } = workspace.repository;
  return (
    <div className="mx-auto flex min-h-full max-w-lg flex-col justify-center px-6 py-16">
      <title>{`${name} · Galley`}</title>
      {state.kind === 'opening' && (
        <p className="flex items-center gap-3 text-ink-soft">
          <Spinner /> Opening {name}…
        </p>
      )}
      {state.kind === 'cloning' && (
        <>
          <h1 className="font-page text-2xl font-semibold">Bringing {name} into this browser</h1>
          <p className="mt-2 mb-6 text-sm text-ink-soft">
            This happens once. From then on the posts are here as soon as you open the page.
          </p>
          <Cloning progress={state.progress} onCancel={() => boot.cancel()} />
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
      {state.kind === 'failed' && (
        <>
          <h1 className="mb-4 font-page text-2xl font-semibold">{name} could not be opened</h1>
          <ErrorNotice error={state.error} onRetry={() => boot.start()} onSignIn={() => setSigningIn(true)} />
        </>
      )}
      {isSigningIn && (
        <Suspense>
          <SignInDialog
            onClose={() => setSigningIn(false)}
            onSignedIn={() => {
              setSigningIn(false);
              boot.start();
            }}
          />
        </Suspense>
      )}
    </div>
  );
}

function Cloning({ progress, onCancel }: { readonly progress: CloneProgress; readonly onCancel: () => void }) {
  const { phase, detail, share } = describeCloneProgress(progress);
  return (
    <>
      <p aria-live="polite" className="mb-2 text-sm font-medium">
        {phase}
      </p>
      <Progress name="Cloning the repository" value={share} text={detail === '' ? phase : detail} />
      <p className="mt-2 min-h-5 text-sm text-ink-faint tabular-nums">{detail}</p>
      <div className="mt-5">
        <Button onClick={onCancel}>Cancel</Button>
      </div>
    </>
  );
}
