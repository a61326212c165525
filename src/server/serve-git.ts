import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import { textResponse } from './fetch-handler.ts';
import { nodeListener } from './node-listener.ts';
import { refuseRequest, secretHeader } from './request-guard.ts';
import type { ServedRepository } from './served-repository.ts';

export interface GitServing {
  /** The repository's address; only this computer reaches it. */
  readonly url: string;
  /** Go with every request; without them nothing is answered. */
  readonly headers: Readonly<Record<string, string>>;
  /** Stops listening; waits for a push that has arrived whole. */
  close(): Promise<void>;
}

/** Serves a repository without the app, on a free port of 127.0.0.1, to this very process. */
export async function serveGit(repository: ServedRepository): Promise<GitServing> {
  const secret = randomBytes(32).toString('base64url');
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const authority = `127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
  const authorities = new Set([authority]);
  server.on(
    'request',
    nodeListener(async (request) => {
      const refusal = refuseRequest(request, { authorities, secret });
      return refusal === undefined ? repository.git(request) : textResponse(refusal.status, refusal.reason);
    }),
  );
  return {
    url: `http://${authority}${repository.description.url}`,
    headers: { [secretHeader]: secret },
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await Promise.all([closed, repository.settled()]);
    },
  };
}
