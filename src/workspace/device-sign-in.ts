import type { Clock } from '#base';
import type { DeviceFlow } from '#hosts';

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
