import { Button } from '#ui';
import { shownHosts } from '../preview/shown-hosts.ts';
import { useStore } from '../use-store.ts';

/** The hosts that previews may load from, each with the way to take it back. */
export function ShownHostsList() {
  const hosts = useStore(shownHosts.hosts);
  if (hosts.length === 0) return <p className="text-sm text-ink-soft">None. Previews load nothing from elsewhere.</p>;
  return (
    <ul className="grid max-w-md gap-2 text-sm">
      {hosts.map((host) => (
        <li key={host} className="flex items-center justify-between gap-3">
          <span className="wrap-anywhere">{host}</span>
          <Button size="small" onClick={() => shownHosts.forget(host)}>
            Forget<span className="sr-only"> {host}</span>
          </Button>
        </li>
      ))}
    </ul>
  );
}
