import type { HostAdapter, HostCredentials } from './host-adapter.ts';
import type { HostPlace } from './host-place.ts';

/** Opens what the host has beyond git. Only the part for this kind of host is fetched; the host is not asked yet. */
export async function openHost(place: HostPlace, credentials: HostCredentials): Promise<HostAdapter> {
  switch (place.kind) {
    case 'github':
      return (await import('./github.ts')).openGithub(place, credentials);
    case 'gitlab':
      return (await import('./gitlab.ts')).openGitlab(place, credentials);
    case 'gitea':
      return (await import('./gitea.ts')).openGitea(place, credentials);
    case 'bitbucket':
      return (await import('./bitbucket.ts')).openBitbucket(place, credentials);
  }
}
