import * as v from 'valibot';
import { parseAllowedHost, type AllowedHost } from './gateway-hosts.ts';

const count = v.pipe(v.number(), v.integer(), v.minValue(1));

const settingsSchema = v.strictObject({
  /** Pages that may use the gateway: "https://cms.example.com". */
  origins: v.array(v.string()),
  /** Hosts that it relays to, in the public internet: "github.com", "git.example.com:8443", "github.com/ada". */
  hosts: v.optional(v.array(v.string()), []),
  /** Hosts of one's own network, whose names may have private addresses. */
  privateHosts: v.optional(v.array(v.string()), []),
  /** Under which path it is reached, where something stands before it: "/gateway". */
  basePath: v.optional(v.pipe(v.string(), v.regex(/^(?:\/[\w.~-]+)*$/)), ''),
  /** The header in which what stands before it says who asks: "x-real-ip". Without it, the address of the connection counts. */
  clientHeader: v.optional(v.pipe(v.string(), v.regex(/^[\w-]+$/))),
  limits: v.optional(
    v.strictObject({
      requestBytes: v.optional(count),
      answerBytes: v.optional(count),
      requestsPerMinute: v.optional(count),
      concurrent: v.optional(count),
      answerSeconds: v.optional(count),
      idleSeconds: v.optional(count),
      totalSeconds: v.optional(count),
    }),
    {},
  ),
});

/** The settings of a gateway as they stand in its file. */
export type GatewaySettings = v.InferInput<typeof settingsSchema>;

export interface GatewayLimits {
  /** Of one request, a push among them. */
  readonly requestBytes: number;
  readonly answerBytes: number;
  /** Of one client. */
  readonly requestsPerMinute: number;
  /** Of all clients together. */
  readonly concurrent: number;
  /** Until the host begins to answer. */
  readonly answerSeconds: number;
  /** Between two pieces of a body. */
  readonly idleSeconds: number;
  /** Of one request with its answer. */
  readonly totalSeconds: number;
}

const usualLimits: GatewayLimits = {
  requestBytes: 512 * 1024 * 1024,
  answerBytes: 2 * 1024 * 1024 * 1024,
  requestsPerMinute: 600,
  concurrent: 500,
  answerSeconds: 120,
  idleSeconds: 60,
  totalSeconds: 3600,
};

/** The rules of a gateway, checked. */
export interface GatewayRules {
  readonly origins: ReadonlySet<string>;
  readonly hosts: readonly AllowedHost[];
  readonly basePath: string;
  readonly clientHeader: string | undefined;
  readonly limits: GatewayLimits;
}

/** Checks settings, of a file or of code. Throws an Error whose message says in a line what is wrong. */
export function parseGatewaySettings(settings: unknown, loopbackHosts: readonly AllowedHost[] = []): GatewayRules {
  const parsed = v.safeParse(settingsSchema, settings);
  if (!parsed.success) {
    const [issue] = parsed.issues;
    throw new Error(`The gateway's settings can't be used: ${v.getDotPath(issue) ?? 'they'}: ${issue.message}`);
  }
  const { origins, hosts, privateHosts, basePath, clientHeader, limits } = parsed.output;
  const listed = [
    ...hosts.map((host) => parseAllowedHost(host, 'public')),
    ...privateHosts.map((host) => parseAllowedHost(host, 'own-network')),
    ...loopbackHosts,
  ].map((entry) => {
    if ('reason' in entry) throw new Error(`The gateway's settings can't be used: ${entry.reason}`);
    return entry;
  });
  if (listed.length === 0) throw new Error('The gateway needs the hosts that it may relay to; there is no default.');
  if (origins.length === 0) throw new Error('The gateway needs the origins of the pages that may use it.');
  return {
    origins: new Set(origins.map(checkOrigin)),
    hosts: listed,
    basePath,
    clientHeader,
    limits: { ...usualLimits, ...withoutAbsent(limits) },
  };
}

function withoutAbsent(limits: Readonly<Record<string, number | undefined>>): Partial<GatewayLimits> {
  return Object.fromEntries(Object.entries(limits).filter(([, limit]) => limit !== undefined));
}

function checkOrigin(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isOnThisComputer = url !== undefined && /^(?:127\.0\.0\.1|localhost|\[::1\])$/.test(url.hostname);
  if (
    url === undefined ||
    url.origin !== text ||
    text.includes('*') ||
    (url.protocol !== 'https:' && !isOnThisComputer)
  ) {
    throw new Error(`"${text}" is no origin: give https://cms.example.com, without a path or a wildcard.`);
  }
  return text;
}
