import { createServer, type IncomingHttpHeaders } from 'node:http';
import { readFile } from 'node:fs/promises';
import { extname, join, resolve } from 'node:path';
import { atEnd } from './cleanup.ts';

const app = resolve(import.meta.dirname, '../../../dist/app');
const types: Readonly<Record<string, string>> = {
  '.css': 'text/css',
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.svg': 'image/svg+xml',
};

export interface StaticHost {
  readonly origin: string;
  /** "http://127.0.0.1:40123/some/where/" */
  readonly url: string;
  /** Everything that it was asked. */
  readonly seen: readonly { readonly url: string; readonly headers: IncomingHttpHeaders }[];
}

/**
 * The plainest host there is: gives out the files of the built app under a path, and `files` beside them, with their type and no other header.
 * It knows no other address.
 */
export async function startStaticHost(
  files: (origin: string) => Readonly<Record<string, string>>,
): Promise<StaticHost> {
  const base = '/some/where/';
  const seen: { url: string; headers: IncomingHttpHeaders }[] = [];
  let own: Readonly<Record<string, string>> = {};
  const server = createServer((request, response) => {
    const url = request.url ?? '';
    seen.push({ url, headers: request.headers });
    const { pathname } = new URL(url, 'http://host.test');
    const name = pathname === base ? 'index.html' : pathname.slice(base.length);
    const given = own[name];
    const read = given === undefined ? readFile(join(app, name)) : Promise.resolve(given);
    read.then(
      (content) => response.writeHead(200, { 'content-type': types[extname(name)] ?? 'text/plain' }).end(content),
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  atEnd(
    () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  );
  const address = server.address();
  const origin = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
  own = files(origin);
  return { origin, url: `${origin}${base}`, seen };
}
