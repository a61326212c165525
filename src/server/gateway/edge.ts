import { connectByFetch } from './connect.ts';
import { createGateway, type Gateway } from './create-gateway.ts';
import { parseGatewaySettings, type GatewaySettings } from './gateway-settings.ts';
import type { OauthClients } from './token-exchange.ts';

/**
 * The gateway as a fetch handler for edge platforms: `export default { fetch: (request) => handle(request) }`. Throws an Error for settings
 * that can't be used.
 */
export function createEdgeGateway(settings: GatewaySettings, oauth: OauthClients = {}): Gateway {
  return createGateway({ rules: parseGatewaySettings(settings), connect: connectByFetch, oauth });
}
