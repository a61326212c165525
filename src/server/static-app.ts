import { readdir, readFile } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';
import { textResponse, type FetchHandler } from './fetch-handler.ts';

const contentTypes: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.gif': 'image/gif',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.mjs': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
};

/** The built app in memory, by address path: a rebuild beside a running server does not pull its files away. */
export type AppFiles = ReadonlyMap<string, Uint8Array<ArrayBuffer>>;

/** Reads every file under `folder`. Throws Node's ENOENT when there is no such folder. */
export async function readAppFiles(folder: string): Promise<AppFiles> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = new Map<string, Uint8Array<ArrayBuffer>>();
  for (const entry of entries) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    files.set(`/${relative(folder, path).split(sep).join('/')}`, new Uint8Array(await readFile(path)));
  }
  return files;
}

/**
 * Serves the app. Only paths that were read at the start exist, so there is nothing to traverse. Every address that is
 * no file and no asset is one of the app's own and gets the page as `readPage` has it, post addresses such as /posts/a/b.md among them.
 */
export function staticApp(files: AppFiles, readPage: () => Promise<string>): FetchHandler {
  return async (request) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return textResponse(405, 'Only GET is answered here.');
    const { pathname } = new URL(request.url);
    const bytes = pathname === '/index.html' ? undefined : files.get(pathname);
    if (bytes !== undefined) {
      const isHashed = pathname.startsWith('/assets/');
      return new Response(bytes, {
        headers: {
          'content-type': contentTypes[extname(pathname)] ?? 'application/octet-stream',
          'content-length': String(bytes.length),
          'cache-control': isHashed ? 'public, max-age=31536000, immutable' : 'no-cache',
        },
      });
    }
    if (!isPageAddress(pathname, request)) return textResponse(404, 'There is nothing at this address.');
    return new Response(await readPage(), {
      headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' },
    });
  };
}

function isPageAddress(pathname: string, request: Request): boolean {
  if (pathname.startsWith('/assets/')) return false;
  const destination = request.headers.get('sec-fetch-dest');
  // An image or script whose address is wrong must fail instead of reading a page.
  if (destination !== null && destination !== 'document' && destination !== 'empty') return false;
  return pathname.startsWith('/posts/') || pathname === '/index.html' || contentTypes[extname(pathname)] === undefined;
}
