import { Store } from '../store.ts';

const key = 'galley:shown-hosts';

/** The hosts whose pictures and style sheets the person wants to see in previews, kept in this browser where it stores anything. */
export class ShownHosts {
  readonly hosts = new Store<readonly string[]>(read());

  show(host: string): void {
    if (!this.hosts.get().includes(host)) this.#keep([...this.hosts.get(), host].toSorted());
  }

  forget(host: string): void {
    this.#keep(this.hosts.get().filter((other) => other !== host));
  }

  #keep(hosts: readonly string[]): void {
    this.hosts.set(hosts);
    try {
      localStorage.setItem(key, JSON.stringify(hosts));
    } catch {
      // A browser that stores nothing keeps the consent for this page's life, which is all that can be had.
    }
  }
}

/** The one list of this tab. */
export const shownHosts = new ShownHosts();

const mostHosts = 50;

function read(): readonly string[] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(key) ?? '[]');
    if (!Array.isArray(stored)) return [];
    return stored.filter((host) => typeof host === 'string' && /^[a-z0-9.-]+(?::\d+)?$/.test(host)).slice(0, mostHosts);
  } catch {
    return [];
  }
}
