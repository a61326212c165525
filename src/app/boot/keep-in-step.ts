import type { Clock, Unsubscribe } from '#base';
import type { Boot } from './boot.ts';

/** A tab in sight asks the remote this often, in milliseconds. */
const pause = 60_000;

/** Asks for what others published when the network comes or goes, when the tab comes back to sight, and now and then while it is. */
export function keepInStep(boot: Boot, clock: Clock): Unsubscribe {
  let last = clock.now();
  const sync = (): void => {
    last = clock.now();
    boot.sync();
  };
  const syncWhenSeen = (): void => {
    if (document.visibilityState === 'visible' && clock.now() - last >= pause) sync();
  };
  let cancel = (): void => undefined;
  const syncAgain = (): void => {
    cancel = clock.schedule(() => {
      syncWhenSeen();
      syncAgain();
    }, pause);
  };
  syncAgain();
  window.addEventListener('online', sync);
  window.addEventListener('offline', sync);
  document.addEventListener('visibilitychange', syncWhenSeen);
  return () => {
    cancel();
    window.removeEventListener('online', sync);
    window.removeEventListener('offline', sync);
    document.removeEventListener('visibilitychange', syncWhenSeen);
  };
}
