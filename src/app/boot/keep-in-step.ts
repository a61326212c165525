import type { Clock, Unsubscribe } from '#base';
import type { Boot } from './boot.ts';

/** A tab that comes back to sight asks the remote at most this often, in milliseconds. */
const pause = 60_000;

/** Asks for what others published when the network comes or goes and when the tab comes back to sight. */
export function keepInStep(boot: Boot, clock: Clock): Unsubscribe {
  let last = clock.now();
  const sync = (): void => {
    last = clock.now();
    boot.sync();
  };
  const syncWhenSeen = (): void => {
    if (document.visibilityState === 'visible' && clock.now() - last > pause) sync();
  };
  window.addEventListener('online', sync);
  window.addEventListener('offline', sync);
  document.addEventListener('visibilitychange', syncWhenSeen);
  return () => {
    window.removeEventListener('online', sync);
    window.removeEventListener('offline', sync);
    document.removeEventListener('visibilitychange', syncWhenSeen);
  };
}
