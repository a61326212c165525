import { createServer } from 'node:http';
import { resolve } from 'node:path';
import { build } from 'vite';
import { beforeAll, describe, expect, it } from 'vitest';
import { durableStoreContract, repositoryStoreContract } from '../contract/repository-store-contract.ts';
import { atEnd, openPage } from './harness/index.ts';

/** The contract, bundled for a page. */
async function bundle(): Promise<string> {
  const result = await build({
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      minify: false,
      lib: { entry: resolve(import.meta.dirname, '../contract/browser-store-page.ts'), formats: ['es'] },
    },
  });
  const output = Array.isArray(result) ? result[0] : result;
  const chunk = output !== undefined && 'output' in output ? output.output[0] : undefined;
  if (chunk === undefined) throw new Error('The contract did not bundle');
  return chunk.code;
}

let opened: Awaited<ReturnType<typeof openPage>>;

beforeAll(async () => {
  const code = await bundle();
  const server = createServer((request, response) => {
    const isScript = request.url === '/contract.js';
    response.writeHead(200, { 'content-type': isScript ? 'text/javascript' : 'text/html' });
    response.end(
      isScript ? code : '<!doctype html><title>Contract</title><script type="module" src="/contract.js"></script>',
    );
  });
  await new Promise<void>((listening) => {
    server.listen(0, '127.0.0.1', listening);
  });
  atEnd(
    () =>
      new Promise((closed) => {
        server.closeAllConnections();
        server.close(() => closed());
      }),
  );
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  opened = await openPage({ url: `http://127.0.0.1:${port}/`, until: 'file' });
  await opened.page.waitForFunction(() => 'runCase' in globalThis);
});

describe.each([
  ['page', 'runCase'],
  ['worker', 'runCaseInWorker'],
])('the store in IndexedDB and the private file system of a real browser, in a %s', (_place, run) => {
  it.each([...repositoryStoreContract, ...durableStoreContract])('$name', async ({ name }) => {
    const problem: unknown = await opened.page.evaluate(`${run}(${JSON.stringify(name)})`);
    expect(problem).toBe('');
  });
});
