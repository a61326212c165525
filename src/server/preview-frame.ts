import { createHash } from 'node:crypto';
import type { FetchHandler } from './fetch-handler.ts';
import { textResponse } from './fetch-handler.ts';
import type { AppFiles } from './static-app.ts';

/** Where the document of the preview's frame is. */
export const previewFramePath = '/preview-frame';

const mostHosts = 50;
const host = /^(?=.{1,253}(?::|$))[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*(?::\d{1,5})?$/;

/**
 * Serves the document in which a post's preview is drawn, with a policy of its own: an origin that has nothing, one script known by its
 * hash, no request to anywhere but, for pictures, fonts and style sheets, to the hosts of `?host=`, to which the person consented.
 */
export function previewFrame(app: AppFiles): FetchHandler {
  const script = new TextDecoder().decode(app.get('/preview-frame.js') ?? new Uint8Array()).trim();
  // The end tag would end the script early wherever it stands.
  const isSound = script !== '' && !/<\/script|<!--/i.test(script);
  const hash = createHash('sha256').update(script).digest('base64');
  const html = `<!doctype html><html><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Preview</title></head><body><script type="module">${script}</script></body></html>`;
  return async (request) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return textResponse(405, 'Only GET is answered here.');
    if (!isSound) return textResponse(404, 'The app was built without the preview.');
    const hosts = new URL(request.url).searchParams.getAll('host');
    if (hosts.length > mostHosts || !hosts.every((name) => host.test(name))) {
      return textResponse(400, 'That is no list of hosts.');
    }
    return new Response(html, {
      headers: {
        'content-type': 'text/html; charset=utf-8',
        'cache-control': 'no-store',
        'content-security-policy': policyFor(hash, hosts),
        'x-dns-prefetch-control': 'off',
      },
    });
  };
}

function policyFor(hash: string, hosts: readonly string[]): string {
  const consented = hosts.map((name) => ` https://${name}`).join('');
  return [
    "default-src 'none'",
    `script-src 'sha256-${hash}'`,
    `style-src 'unsafe-inline'${consented}`,
    `img-src blob: data:${consented}`,
    `font-src data:${consented}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'self'",
    'sandbox allow-scripts',
    "require-trusted-types-for 'script'",
    'trusted-types galley-preview',
  ].join('; ');
}
