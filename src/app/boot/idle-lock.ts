import type { Clock, Unsubscribe } from '#base';
import type { Workspace } from '#workspace';
import { Store } from '../store.ts';

const key = 'galley:idle-lock';

/** Minutes without use after which the sign-in is forgotten. `usual`: an hour, or never for one that the browser keeps. */
export type IdleLimit = 'usual' | 'never' | 15 | 60 | 240;

/** What the person can choose. */
export const idleLimits: readonly IdleLimit[] = ['usual', 15, 60, 240, 'never'];

/** The person's choice, kept in this browser where it stores anything. */
export const idleLimit = new Store<IdleLimit>(read());

/** Changes the choice. */
export function chooseIdleLimit(limit: IdleLimit): void {
  idleLimit.set(limit);
  try {
    localStorage.setItem(key, String(limit));
  } catch {
    // A browser that stores nothing keeps the choice for this page's life, which is all that can be had.
  }
}

function read(): IdleLimit {
  try {
    const stored = localStorage.getItem(key);
    return idleLimits.find((limit) => String(limit) === stored) ?? 'usual';
  } catch {
    return 'usual';
  }
}

const usualMinutes = 60;
/** How often the time is looked at, in milliseconds. */
const pause = 30_000;
const signsOfUse = ['pointerdown', 'keydown', 'wheel', 'touchstart'] as const;

export interface IdleLockParts {
  readonly workspace: Pick<Workspace, 'signedIn' | 'signOut'>;
  readonly clock: Clock;
  /** Called when the sign-in was forgotten. */
  readonly onLock: () => void;
}

/** Forgets the sign-in when the page was not used for so long. Drafts and commits stay, and the next request asks again. */
export function startIdleLock({ workspace, clock, onLock }: IdleLockParts): Unsubscribe {
  let lastUse = clock.now();
  let cancel = (): void => undefined;
  const lockWhenIdle = (): void => {
    const signedIn = workspace.signedIn();
    const limit = idleLimit.get();
    const minutes = limit === 'usual' ? (signedIn?.isKept === true ? 'never' : usualMinutes) : limit;
    if (signedIn === null || minutes === 'never' || clock.now() - lastUse < minutes * 60_000) return;
    workspace
      .signOut()
      .then(onLock)
      .catch((error: unknown) => reportError(error));
  };
  const use = (): void => {
    // A computer that slept did not look at the time: what wakes it must not count before that.
    lockWhenIdle();
    lastUse = clock.now();
  };
  const lookAgain = (): void => {
    cancel = clock.schedule(() => {
      lockWhenIdle();
      lookAgain();
    }, pause);
  };
  lookAgain();
  for (const sign of signsOfUse) window.addEventListener(sign, use, { capture: true, passive: true });
  document.addEventListener('visibilitychange', lockWhenIdle);
  return () => {
    cancel();
    for (const sign of signsOfUse) window.removeEventListener(sign, use, { capture: true });
    document.removeEventListener('visibilitychange', lockWhenIdle);
  };
}
