import type { Clock } from '#base';
import type { CodeOutcome, DeviceFlow, HostCredentials, HostGrant, HostSite, RepositoryList, TokenPage } from '#hosts';
import { beginAnew, findDeviceFlow, type CodeSignInParts } from './code-sign-in.ts';
import type { CodeSignIn } from './workspace.ts';

/** What a person signed in with at a host. */
export interface GivenSignIn {
  readonly credentials: HostCredentials;
  readonly grant?: HostGrant;
  readonly keep: boolean;
}

/** A host at which a repository is to be chosen. */
export interface HostDesk {
  /** What people call the host. */
  readonly name: string;
  readonly origin: string;
  readonly tokenPage: TokenPage;
  /** Sign-in by a code that comes back to the page; null where that is not set up. */
  codeSignIn(): Promise<CodeSignIn | null>;
  /** Sign-in by a code that is entered at the host; null where that is not set up. */
  deviceSignIn(): Promise<DeviceFlow | null>;
  /** What came of a sign-in that the page was come back from. Never throws. */
  finish(arrival: Required<CodeSignInParts>['arrival']): Promise<CodeOutcome>;
  /** What there is to choose from for who signed in. */
  list(credentials: HostCredentials): Promise<RepositoryList>;
}

export interface HostDeskOptions {
  /** Any address at the host. */
  readonly address: string;
  readonly codeSignIn: Pick<CodeSignInParts, 'redirect' | 'clientId' | 'scope'>;
  /** The gateway's address, without a slash at the end. */
  readonly gateway?: string | undefined;
  readonly clock: Clock;
}

/** Opens a host before there is a repository to open; undefined for servers of git alone. Nothing is asked yet. */
export async function openHostDesk(options: HostDeskOptions): Promise<HostDesk | undefined> {
  const hosts = await import('#hosts');
  const site: HostSite | undefined = hosts.hostSiteOf(options.address);
  if (site === undefined) return undefined;
  const { clientId, scope, redirect } = options.codeSignIn;
  const openFlow = () =>
    hosts.openCodeFlow({ place: site, clientId, scope, gateway: options.gateway, clock: options.clock });
  return {
    name: site.name,
    origin: site.origin,
    tokenPage: hosts.tokenPageOf(site),
    async codeSignIn() {
      const flow = await openFlow();
      if (flow === undefined || (await flow.begin(redirect)) === null) return null;
      return { host: site.name, begin: () => beginAnew(flow, redirect) };
    },
    deviceSignIn: () => findDeviceFlow({ origin: site.origin, gateway: options.gateway, clock: options.clock }),
    async finish({ address, pending }) {
      const flow = await openFlow();
      return flow === undefined ? { kind: 'lost' } : flow.finish(address, pending);
    },
    list: (credentials) => hosts.openRepositoryList(site, credentials),
  };
}
