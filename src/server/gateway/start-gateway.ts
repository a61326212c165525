import { createServer } from 'node:http';
import { bracketed, listen, type RunningServer } from '../start-server.ts';
import { nodeListener } from '../node-listener.ts';
import { StartError } from '../start-error.ts';
import { connectPinned, type PinnedOptions } from './connect-pinned.ts';
import { createGateway } from './create-gateway.ts';
import { findAllowedHost, parseLoopbackHost } from './gateway-hosts.ts';
import { parseRelayedRequest } from './gateway-request.ts';
import { parseGatewaySettings, type GatewayRules, type GatewaySettings } from './gateway-settings.ts';
import type { OauthClients } from './token-exchange.ts';

export interface GatewayOptions {
  readonly settings: GatewaySettings;
  /** Test servers on this computer, over plain http: "127.0.0.1:3000". */
  readonly loopbackHosts?: readonly string[];
  readonly oauth?: OauthClients;
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  /** Gets a line per request: its kind, host and status. Never a header, a query or a body. */
  readonly log?: (line: string) => void;
  readonly pinned?: PinnedOptions;
}

/** Starts a gateway on a port of its own. Throws StartError with the remedy when its settings or the port can't be used. */
export async function startGateway(options: GatewayOptions): Promise<RunningServer> {
  const { host, port, oauth, log } = options;
  const rules = readRules(options);
  const gateway = createGateway({
    rules,
    connect: connectPinned(options.pinned),
    ...(oauth === undefined ? {} : { oauth }),
  });
  const server = createServer({ requestTimeout: rules.limits.totalSeconds * 1000 });
  server.maxConnections = rules.limits.concurrent * 4;
  server.on(
    'request',
    nodeListener(async (request, client) => {
      const response = await gateway(request, client);
      log?.(`${request.method} ${whatFor(request, rules)} ${response.status}`);
      return response;
    }),
  );
  const actualPort = await listen(server, { host, port });
  return {
    url: `http://${bracketed(host)}:${actualPort}/`,
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}

/** What a request is for, as far as the gateway knows it: other addresses may have anything in them. */
function whatFor(request: Request, { basePath, hosts }: GatewayRules): string {
  const { pathname, search } = new URL(request.url);
  const prefix = `${basePath}/git/`;
  const asked = pathname.startsWith(prefix) && parseRelayedRequest(pathname.slice(prefix.length), search);
  return asked && findAllowedHost(hosts, asked) !== undefined ? `${asked.host}${asked.target}` : 'something else';
}

function readRules({ settings, loopbackHosts = [] }: GatewayOptions): GatewayRules {
  const loopback = loopbackHosts.map((text) => {
    const entry = parseLoopbackHost(text);
    if ('reason' in entry) throw new StartError(entry.reason);
    return entry;
  });
  try {
    return parseGatewaySettings(settings, loopback);
  } catch (thrown) {
    throw new StartError(thrown instanceof Error ? thrown.message : String(thrown), { cause: thrown });
  }
}

/** The registrations with sign-in providers, from `GALLEY_GITHUB_CLIENT_ID`, `…_SECRET` and the same of Bitbucket. */
export function readOauthClients(environment: NodeJS.ProcessEnv): OauthClients {
  const read = (provider: string) => {
    const id = environment[`GALLEY_${provider}_CLIENT_ID`] ?? '';
    const secret = environment[`GALLEY_${provider}_CLIENT_SECRET`] ?? '';
    return id === '' ? undefined : { id, secret };
  };
  const [github, bitbucket] = [read('GITHUB'), read('BITBUCKET')];
  return { ...(github && { github }), ...(bitbucket && { bitbucket }) };
}
