import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import type { Clock } from '#base';
import { createMemoryDraftStore } from '#drafts';
import { openCredentialStore, type PendingSignIn } from '#hosts';
import { MemoryRepositoryStore } from '#git/engine';
import { createWorkspace, type CodeSignInParts, type Workspace } from '#workspace';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { atEnd, buildRepository, startGitHost } from '../browser/harness/index.ts';
import { openTestClient } from '../git/open-repository.ts';

globalThis.indexedDB = new IDBFactory();

/** The part of the browser's locks that is used: one holder at a time. */
let held: Promise<unknown> = Promise.resolve();
vi.stubGlobal('navigator', {
  locks: {
    request(_: string, task: () => Promise<unknown>) {
      const run = held.then(task);
      held = run.catch(() => undefined);
      return run;
    },
  },
});

const gitlab = setupServer();
beforeAll(() => gitlab.listen({ onUnhandledRequest: 'bypass' }));
afterAll(() => gitlab.close());

const redirect = 'https://cms.test/sub/';
const author = { name: 'Ada', email: 'ada@example.test' };
const hour = 3_600_000;

/** A clock that stands until it is moved; what is due runs then. */
function startClock(): Clock & { move(milliseconds: number): void } {
  let now = 1_700_000_000_000;
  const waiting = new Set<{ readonly at: number; readonly run: () => void }>();
  return {
    now: () => now,
    schedule(run, delay) {
      const entry = { at: now + delay, run };
      waiting.add(entry);
      return () => void waiting.delete(entry);
    },
    move(milliseconds) {
      now += milliseconds;
      for (const entry of [...waiting].filter(({ at }) => at <= now)) {
        waiting.delete(entry);
        entry.run();
      }
    },
  };
}

/** gitlab.com with one repository, reached by an address of its own, and tabs of one browser. */
async function startSite() {
  const repository = await buildRepository({ files: { 'a.md': '# A\n' } });
  /** What the host takes now. Each token has a next one, which can be asked for once. */
  const tokens = {
    valid: new Set<string>(),
    refresh: new Map<string, string>(),
    made: 0,
    asked: [] as string[],
    revoked: [] as unknown[],
  };
  const give = () => {
    tokens.made += 1;
    const [token, refresh] = [`token-${tokens.made}`, `next-${tokens.made}`];
    tokens.valid = new Set([token]);
    tokens.refresh = new Map([[refresh, token]]);
    return { access_token: token, token_type: 'Bearer', expires_in: 7200, refresh_token: refresh };
  };
  let isAway = false;
  gitlab.resetHandlers(
    http.post('https://gitlab.com/oauth/token', async ({ request }) => {
      const fields = new URLSearchParams(await request.text());
      tokens.asked.push(fields.get('grant_type') ?? '');
      if (isAway) return HttpResponse.error();
      if (fields.get('grant_type') === 'authorization_code') {
        return fields.get('code') === 'abc'
          ? HttpResponse.json(give())
          : HttpResponse.json({ error: 'invalid_grant' }, { status: 400 });
      }
      return tokens.refresh.has(fields.get('refresh_token') ?? '')
        ? HttpResponse.json(give())
        : HttpResponse.json({ error: 'invalid_grant' }, { status: 400 });
    }),
  );
  gitlab.use(
    http.post('https://gitlab.com/oauth/revoke', async ({ request }) => {
      const fields = Object.fromEntries(new URLSearchParams(await request.text()));
      if (isAway) return HttpResponse.error();
      tokens.revoked.push(fields);
      return HttpResponse.json({});
    }),
  );
  const host = await startGitHost({
    repository: repository.path,
    intercept: (request, response) => {
      const isKnown = [...tokens.valid].some(
        (token) => request.headers.authorization === `Basic ${btoa(`oauth2:${token}`)}`,
      );
      if (!isKnown) response.writeHead(401).end();
      return !isKnown;
    },
  });
  const store = new MemoryRepositoryStore();
  const drafts = createMemoryDraftStore();
  const clock = startClock();
  const openTab = async (arrival?: CodeSignInParts['arrival']): Promise<Workspace> => {
    const client = openTestClient(store);
    atEnd(async () => client.close());
    const url = 'https://gitlab.com/ada/site';
    const workspace = createWorkspace({
      repository: { name: 'site', url, kind: 'remote' },
      location: { url, address: host.url },
      git: client.git,
      drafts,
      clock,
      durable: true,
      identities: { get: () => Promise.resolve(author), set: () => Promise.resolve() },
      openCredentialStore: async () => openCredentialStore(),
      mayAskHost: true,
      codeSignIn: { redirect, clientId: 'the-id', ...(arrival === undefined ? {} : { arrival }) },
    });
    await workspace.open();
    return workspace;
  };
  const begin = async (): Promise<PendingSignIn> => {
    const begun = await (await (await openTab()).codeSignIn())?.begin();
    if (begun === undefined) throw new TypeError('Not offered');
    return begun.pending;
  };
  /** A tab that a person came back to from the host. */
  const comeBack = async (keep = false, code = 'abc'): Promise<Workspace> => {
    const pending = await begin();
    return openTab({ address: `${redirect}?code=${code}&state=${pending.state}`, pending, keep });
  };
  const setAway = (away: boolean): void => {
    isAway = away;
  };
  return { repository, host, tokens, clock, openTab, begin, comeBack, setAway };
}

describe('a sign-in by a code that comes back to the page', () => {
  test('[X20] signs in before anything else is asked, and is gone with the tab', async () => {
    const site = await startSite();
    const workspace = await site.comeBack();
    expect(workspace.signedIn()).toEqual({ username: 'oauth2', isKept: false, byCode: true });
    expect(workspace.arrivalProblem()).toBeNull();
    expect((await workspace.clone({})).kind).toBe('cloned');
    expect((await site.openTab()).signedIn()).toBeNull();
    // The code was used: opening anew does not send it again.
    await workspace.open();
    expect(site.tokens.asked).toEqual(['authorization_code']);
  });

  test('[X21] that gave no token is told, and leaves all as it was', async () => {
    const site = await startSite();
    const refused = await site.comeBack(false, 'wrong');
    expect(refused.arrivalProblem()).toEqual({ kind: 'refused', reason: 'invalid_grant' });
    const pending = await site.begin();
    const foreign = await site.openTab({ address: `${redirect}?code=abc&state=x`, pending, keep: true });
    expect(foreign.arrivalProblem()).toEqual({ kind: 'foreign' });
    const lost = await site.openTab({ address: `${redirect}?code=abc&state=x`, pending: null, keep: true });
    expect(lost.arrivalProblem()).toEqual({ kind: 'lost' });
    expect([refused, foreign, lost].map((tab) => tab.signedIn())).toEqual([null, null, null]);
    expect(site.tokens.asked).toEqual(['authorization_code']);
    await lost.signIn({ username: 'ada', password: 'typed' });
    expect(lost.arrivalProblem()).toBeNull();
  });

  test('[X21] that went wrong says nothing to who is signed in, and leaves them so', async () => {
    const site = await startSite();
    await site.comeBack(true);
    const tab = await site.openTab({ address: `${redirect}?error=access_denied&state=x`, pending: null, keep: true });
    expect(tab.arrivalProblem()).toBeNull();
    expect(tab.signedIn()).toMatchObject({ isKept: true });
    await tab.signOut();
  });

  test('[K7] is ended at the host by signing out, which waits for nothing; a token that a person made is not', async () => {
    const site = await startSite();
    const workspace = await site.comeBack(true);
    await workspace.signOut();
    expect(workspace.signedIn()).toBeNull();
    const ended = { client_id: 'the-id', token: 'token-1', token_type_hint: 'access_token' };
    await expect.poll(() => site.tokens.revoked).toEqual([ended]);
    const away = await site.comeBack();
    site.setAway(true);
    await away.signOut();
    expect(away.signedIn()).toBeNull();
    site.setAway(false);
    await away.signIn({ username: 'ada', password: 'typed' });
    await away.signOut();
    const last = await site.comeBack();
    await last.signOut();
    await expect.poll(() => site.tokens.revoked).toEqual([ended, { ...ended, token: 'token-3' }]);
  });

  test('[K6] is renewed before it ends, and kept as it was kept', async () => {
    const site = await startSite();
    const workspace = await site.comeBack(true);
    await workspace.clone({});
    site.clock.move(hour);
    expect(site.tokens.asked).toEqual(['authorization_code']);
    const renewed = new Promise<void>((resolve) => {
      workspace.subscribe((event) => {
        if (event.kind === 'sign-in') resolve();
      });
    });
    site.clock.move(hour - 60_000);
    await renewed;
    expect(site.tokens.asked).toEqual(['authorization_code', 'refresh_token']);
    expect(workspace.signedIn()).toEqual({ username: 'oauth2', isKept: true, byCode: true });
    expect((await workspace.sync()).kind).toBe('synced');
    const next = await site.openTab();
    expect((await next.sync()).kind).toBe('synced');
    await workspace.signOut();
    expect((await site.openTab()).signedIn()).toBeNull();
  });

  test('[K6] that the host refuses is renewed once, and the publication goes through with one commit', async () => {
    const site = await startSite();
    const workspace = await site.comeBack();
    await workspace.clone({});
    await workspace.saveDraft(await workspace.openPost('a.md'), { kind: 'source', text: '# A, edited\n' });
    site.tokens.valid.clear();
    const request = { paths: ['a.md'], message: 'Edit', author };
    expect((await workspace.publish(request)).kind).toBe('published');
    expect(await site.repository.read('a.md')).toBe('# A, edited\n');
    expect(await site.repository.git('rev-list', '--count', 'main')).toBe('2');
  });

  test('[K6] is taken over from the tab that was faster', async () => {
    const site = await startSite();
    const first = await site.comeBack(true);
    await first.clone({});
    const second = await site.openTab();
    site.tokens.valid.clear();
    const outcomes = await Promise.all([first.sync(), second.sync()]);
    expect(outcomes.map(({ kind }) => kind)).toEqual(['synced', 'synced']);
    expect(site.tokens.asked).toEqual(['authorization_code', 'refresh_token']);
    await first.signOut();
  });

  test('[K6] is asked for once, however many wait for it', async () => {
    const site = await startSite();
    const workspace = await site.comeBack();
    await workspace.clone({});
    site.tokens.valid.clear();
    await Promise.all([workspace.sync(), workspace.sync(), workspace.sync()]);
    expect(site.tokens.asked).toEqual(['authorization_code', 'refresh_token']);
    expect(workspace.signedIn()).not.toBeNull();
  });

  test('[K6] that can not be renewed now is not forgotten; one that the host ended is, and what was written stays', async () => {
    const site = await startSite();
    const workspace = await site.comeBack(true);
    await workspace.clone({});
    await workspace.saveDraft(await workspace.openPost('a.md'), { kind: 'source', text: '# A, edited\n' });
    site.tokens.valid.clear();
    site.setAway(true);
    expect(await workspace.sync()).toMatchObject({ kind: 'failed', error: { code: 'offline' } });
    expect(workspace.signedIn()).not.toBeNull();
    site.setAway(false);
    site.tokens.refresh.clear();
    expect(await workspace.sync()).toMatchObject({ kind: 'failed', error: { code: 'sign-in-needed' } });
    expect(workspace.signedIn()).toBeNull();
    expect((await site.openTab()).signedIn()).toBeNull();
    expect((await workspace.listChanges()).drafts.map(({ path }) => path)).toEqual(['a.md']);
  });
});
