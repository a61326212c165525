import { Spinner } from '#ui';
import { Suspense } from 'react';
import { laterPart } from '../later-parts.ts';
import { useServices } from '../services-context.ts';
import type { BootState } from './boot.ts';

const FirstClone = laterPart(() => import('./first-clone.tsx').then((module) => module.FirstClone));

/** What the main area shows until the repository is here. */
export function BootScreen({ state }: { readonly state: Exclude<BootState, { readonly kind: 'ready' }> }) {
  const { name } = useServices().workspace.repository;
  const opening = (
    <p className="flex items-center gap-3 text-ink-soft">
      <Spinner /> Opening {name}…
    </p>
  );
  return (
    <div className="mx-auto flex min-h-full max-w-lg flex-col justify-center px-6 py-16">
      <title>{`${name} · Galley`}</title>
      {state.kind === 'opening' ? (
        opening
      ) : (
        <Suspense fallback={opening}>
          <FirstClone state={state} />
        </Suspense>
      )}
    </div>
  );
}
