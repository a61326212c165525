import type { GalleyError } from '#base';
import { ErrorNotice } from './error-notice.tsx';

/** What is shown when the app could not start at all. */
export function FailureScreen({ error }: { readonly error: GalleyError }) {
  return (
    <main className="mx-auto max-w-lg px-6 py-24">
      <title>Galley could not start</title>
      <h1 className="mb-4 font-page text-2xl font-semibold">Galley could not start</h1>
      <ErrorNotice error={error} onRetry={() => window.location.reload()} />
    </main>
  );
}
