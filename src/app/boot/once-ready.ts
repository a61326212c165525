import type { AppServices } from '../app-services.ts';
import { fetchLaterParts } from '../later-parts.ts';
import { startIdleLock } from './idle-lock.ts';

export type OnceReadyParts = Pick<AppServices, 'workspace' | 'clock' | 'boot' | 'status' | 'statusLine'>;

/**
 * What begins when the first screen is there: the rest of the app is fetched, a tab that is left alone locks itself, and
 * what is approved with a date is published on it.
 */
export function onceReady(parts: OnceReadyParts): void {
  const { workspace, clock, boot } = parts;
  startIdleLock({ workspace, clock, onLock: () => boot.sync() });
  keepDates(parts);
  fetchLaterParts()
    .then(() => workspace.prepare())
    .catch((error: unknown) => reportError(error));
}

/** Most sites have no dates: what keeps them comes with the first one. */
function keepDates(parts: OnceReadyParts): void {
  const { status } = parts;
  let hasBegun = false;
  const begin = (): void => {
    if (hasBegun || status.get().nextDue === null) return;
    hasBegun = true;
    unsubscribe();
    import('./publish-when-due.ts')
      .then(({ publishWhenDue }) => publishWhenDue(parts))
      .catch((error: unknown) => reportError(error));
  };
  const unsubscribe = status.subscribe(begin);
  begin();
}
