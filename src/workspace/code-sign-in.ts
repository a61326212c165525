import { GalleyError, type Clock } from '#base';
import type { CodeFlow, CodeOutcome, DeviceFlow, PendingSignIn } from '#hosts';
import { gatewayOf } from './gateway-of.ts';
import type { WorkspaceContext } from './workspace-context.ts';
import type { CodeSignIn } from './workspace.ts';

/** What a page that can be come back to tells of sign-in by a code. */
export interface CodeSignInParts {
  /** The page's own address, to which the host sends people back. */
  readonly redirect: string;
  /** The page's registration at the host, where the host gives tokens to pages. */
  readonly clientId?: string;
  /** What tokens may do, in the host's words; the least unless said. */
  readonly scope?: string;
  /** Set where someone just came back. */
  readonly arrival?: {
    readonly address: string;
    /** Null where nobody in this tab waits for it. */
    readonly pending: PendingSignIn | null;
    readonly keep: boolean;
  };
}

/** Sign-in by a code that comes back to the page; null where that is not set up. */
export async function openCodeSignIn(context: WorkspaceContext): Promise<CodeSignIn | null> {
  const flow = await openFlow(context);
  const { codeSignIn, repository } = context;
  if (flow === undefined || codeSignIn === undefined) return null;
  const { hostOf } = await import('#hosts');
  const begun = await flow.begin(codeSignIn.redirect);
  if (begun === null) return null;
  return {
    host: hostOf(repository.url)?.name ?? repository.name,
    begin: () => beginAnew(flow, codeSignIn.redirect),
  };
}

/** A state and a verifier of its own for each press. */
export async function beginAnew(flow: CodeFlow, redirect: string): ReturnType<CodeSignIn['begin']> {
  const begun = await flow.begin(redirect);
  if (begun === null) throw new GalleyError('offline', 'The sign-in is not offered any more');
  return begun;
}

/** Gives the code that someone came back with for a token; undefined where nobody did. */
export async function finishCodeSignIn(context: WorkspaceContext): Promise<CodeOutcome | undefined> {
  const arrival = context.codeSignIn?.arrival;
  if (arrival === undefined || context.account.hasArrived) return undefined;
  context.account.hasArrived = true;
  const flow = await openFlow(context);
  return flow === undefined ? { kind: 'lost' } : flow.finish(arrival.address, arrival.pending);
}

/** What the repository's host and the page's settings offer. */
export async function openFlow(context: WorkspaceContext): Promise<CodeFlow | undefined> {
  const { mayAskHost, codeSignIn, repository, location, clock } = context;
  if (mayAskHost !== true || codeSignIn === undefined) return undefined;
  const { hostOf, openCodeFlow } = await import('#hosts');
  const place = hostOf(repository.url);
  if (place === undefined) return undefined;
  const { clientId, scope } = codeSignIn;
  return openCodeFlow({ place, clientId, scope, gateway: gatewayOf(repository.url, location.address), clock });
}

export interface DeviceSignInPlace {
  readonly origin: string;
  /** The gateway's address, without a slash at the end. */
  readonly gateway: string | undefined;
  readonly clock: Clock;
}

/** Sign-in by a code that is entered at the host: at github.com, through a gateway that is registered there; null elsewhere. */
export async function findDeviceFlow({ origin, gateway, clock }: DeviceSignInPlace): Promise<DeviceFlow | null> {
  if (origin !== 'https://github.com' || gateway === undefined) return null;
  const { openDeviceFlow } = await import('#hosts');
  const flow = await openDeviceFlow({ gateway, origin, clock });
  return (await flow.isOffered()) ? flow : null;
}
