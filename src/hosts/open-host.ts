import type { CodeFlow, CodeFlowOptions } from './code-flow.ts';
import type { DeviceFlow, DeviceFlowOptions } from './device-flow.ts';
import type { HostAdapter, HostCredentials } from './host-adapter.ts';
import type { HostPlace, HostSite } from './host-place.ts';
import type { RepositoryList } from './repository-list.ts';

/** Opens the lists of repositories and branches to choose from. The host is not asked yet. */
export async function openRepositoryList(site: HostSite, credentials: HostCredentials): Promise<RepositoryList> {
  return (await import('./repository-list.ts')).openRepositoryList(site, credentials);
}

/** Opens sign-in by a code. Only GitHub has it, and only gateways are registered for it. */
export async function openDeviceFlow(options: DeviceFlowOptions): Promise<DeviceFlow> {
  return (await import('./device-flow.ts')).createDeviceFlow(options);
}

/** Opens sign-in by a code that comes back to the page; undefined where the host and the settings offer none. */
export async function openCodeFlow(options: CodeFlowOptions): Promise<CodeFlow | undefined> {
  return (await import('./code-flow.ts')).createCodeFlow(options);
}

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
