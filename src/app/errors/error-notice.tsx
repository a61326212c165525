import { Suspense } from 'react';
import { laterPart } from '../later-parts.ts';
import type { ErrorNoticeProps } from './worded-error.tsx';

/** Where not even the words can be fetched, for which the network is missing most often. */
function BareError({ error, onRetry }: ErrorNoticeProps) {
  return (
    <p role="alert">
      {error.code === 'offline' ? 'Offline: the git server can’t be reached.' : `That did not work (${error.code}).`}{' '}
      What you wrote is kept in this browser.{' '}
      {onRetry !== undefined && (
        <button type="button" className="underline" onClick={onRetry}>
          Try again
        </button>
      )}
    </p>
  );
}

const WordedError = laterPart(() => import('./worded-error.tsx').then((module) => module.WordedError), BareError);

/** Says what failed, in words, with what can be done. Most pages open without a failure: the words come after the first screen. */
export function ErrorNotice(props: ErrorNoticeProps) {
  return (
    <Suspense>
      <WordedError {...props} />
    </Suspense>
  );
}
