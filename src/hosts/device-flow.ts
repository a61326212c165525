import { GalleyError, type Clock } from '#base';
import * as v from 'valibot';
import { word } from './answer-schemas.ts';
import { readText } from './rest-client.ts';

/** What a person enters at the host, and what is asked with until they have. */
export interface DeviceCode {
  readonly userCode: string;
  /** The host's page for such codes. */
  readonly address: string;
  readonly deviceCode: string;
  /** Seconds between two questions. */
  readonly interval: number;
  /** When it ends, in milliseconds since 1970. */
  readonly expires: number;
}

export type DeviceOutcome =
  | { readonly kind: 'token'; readonly token: string }
  /** The person said no at the host. */
  | { readonly kind: 'refused' }
  /** The code was not entered in time. */
  | { readonly kind: 'ended' };

/** Sign-in at GitHub without a token made by hand: the device flow (RFC 8628), through a gateway that is registered there. */
export interface DeviceFlow {
  /** Whether the gateway has what it takes. One that can't be asked has not. */
  isOffered(): Promise<boolean>;
  start(): Promise<DeviceCode>;
  /** Asks at the host's pace until there is an answer. Throws `cancelled` when `signal` says so. */
  wait(code: DeviceCode, signal: AbortSignal): Promise<DeviceOutcome>;
}

export interface DeviceFlowOptions {
  /** The gateway's address, without a slash at the end. */
  readonly gateway: string;
  /** The host's origin, on which its page for codes has to be. */
  readonly origin: string;
  readonly clock: Clock;
}

const TIMEOUT = 20_000;
/** The least and the most seconds between two questions, and for which a code is held good. */
const SHORTEST = 5;
const LONGEST = 60;
const MOST_SECONDS = 3600;

const codeSchema = v.object({
  device_code: word,
  user_code: v.pipe(v.string(), v.regex(/^[A-Z0-9-]{4,20}$/)),
  verification_uri: word,
  expires_in: v.number(),
  interval: v.optional(v.number()),
});
const tokenSchema = v.union([
  v.object({ access_token: v.pipe(v.string(), v.regex(/^[\w.~+/=-]{1,2048}$/)) }),
  v.object({ error: word, interval: v.optional(v.number()) }),
]);

/** Joins the steps of the device flow. Each request goes to the gateway, which knows the host's addresses. */
export function createDeviceFlow({ gateway, origin, clock }: DeviceFlowOptions): DeviceFlow {
  return {
    async isOffered() {
      try {
        return (await ask(`${gateway}/oauth/github/client`)).response.ok;
      } catch (thrown) {
        if (thrown instanceof GalleyError) return false;
        throw thrown;
      }
    },
    async start() {
      // Tokens of this kind can't be cut to one repository: "repo" is the least that writes to private ones.
      const { response, text } = await ask(`${gateway}/oauth/github/device`, { body: { scope: 'repo' } });
      if (!response.ok) throw refusalOf(response);
      const code = read(codeSchema, text);
      if (!URL.canParse(code.verification_uri) || new URL(code.verification_uri).origin !== origin) {
        throw new GalleyError('corrupt', 'The page for codes is not on the host');
      }
      return {
        userCode: code.user_code,
        address: code.verification_uri,
        deviceCode: code.device_code,
        interval: paceOf(code.interval ?? SHORTEST),
        expires: clock.now() + Math.min(code.expires_in, MOST_SECONDS) * 1000,
      };
    },
    async wait({ deviceCode, expires, ...code }, signal) {
      let { interval } = code;
      for (;;) {
        await pause(clock, { milliseconds: interval * 1000, signal });
        if (clock.now() >= expires) return { kind: 'ended' };
        const answer = await askForToken(gateway, { deviceCode, signal });
        if ('access_token' in answer) return { kind: 'token', token: answer.access_token };
        switch (answer.error) {
          case 'authorization_pending':
            break;
          case 'slow_down':
            interval = paceOf(answer.interval ?? interval + 5);
            break;
          case 'offline':
            interval = paceOf(interval * 2);
            break;
          case 'access_denied':
            return { kind: 'refused' };
          case 'expired_token':
            return { kind: 'ended' };
          default:
            throw new GalleyError('server-error', 'The host refused the code');
        }
      }
    },
  };
}

/** A network that is away for a moment is no reason to begin anew. */
async function askForToken(
  gateway: string,
  { deviceCode, signal }: { readonly deviceCode: string; readonly signal: AbortSignal },
): Promise<v.InferOutput<typeof tokenSchema>> {
  try {
    const address = `${gateway}/oauth/github/device-token`;
    const { response, text } = await ask(address, { body: { device_code: deviceCode }, signal });
    // What the host has against it is a 400 of the gateway's, with the host's word for it.
    if (!response.ok && response.status !== 400) throw refusalOf(response);
    return read(tokenSchema, text);
  } catch (thrown) {
    if (thrown instanceof GalleyError && thrown.code === 'offline') return { error: 'offline' };
    throw thrown;
  }
}

interface Question {
  readonly body?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

async function ask(
  address: string,
  { body, signal }: Question = {},
): Promise<{ readonly response: Response; readonly text: string }> {
  const stop = AbortSignal.timeout(TIMEOUT);
  try {
    const response = await fetch(address, {
      ...(body === undefined
        ? {}
        : { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
      signal: signal === undefined ? stop : AbortSignal.any([signal, stop]),
      credentials: 'omit',
      cache: 'no-store',
      redirect: 'manual',
      referrerPolicy: 'no-referrer',
    });
    return { response, text: await readText(response) };
  } catch (thrown) {
    if (thrown instanceof GalleyError) throw thrown;
    if (signal?.aborted === true) throw new GalleyError('cancelled', 'No longer wanted', { cause: thrown });
    throw new GalleyError('offline', 'The gateway could not be reached', { cause: thrown });
  }
}

function read<Schema extends v.GenericSchema>(schema: Schema, text: string): v.InferOutput<Schema> {
  try {
    return v.parse(schema, JSON.parse(text));
  } catch (thrown) {
    throw new GalleyError('corrupt', 'The gateway did not answer as expected', { cause: thrown });
  }
}

function refusalOf({ status }: Response): GalleyError {
  const code = status === 429 ? 'rate-limited' : status === 403 ? 'not-allowed' : 'server-error';
  return new GalleyError(code, `The gateway answered ${status}`, { data: { status } });
}

function paceOf(seconds: number): number {
  return Math.min(Math.max(seconds, SHORTEST), LONGEST);
}

function pause(
  clock: Clock,
  { milliseconds, signal }: { readonly milliseconds: number; readonly signal: AbortSignal },
): Promise<void> {
  return new Promise((resolve, reject) => {
    const cancel = (): void => {
      callOff();
      reject(new GalleyError('cancelled', 'No longer wanted'));
    };
    const callOff = clock.schedule(() => {
      signal.removeEventListener('abort', cancel);
      resolve();
    }, milliseconds);
    if (signal.aborted) cancel();
    else signal.addEventListener('abort', cancel, { once: true });
  });
}
