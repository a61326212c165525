import { http, HttpResponse } from 'msw';
import * as v from 'valibot';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ada, ann, openHostSite, type HostSite, type HostTab } from './open-host-site.ts';

const one = 'posts/one.md';
const text = '# One\n\nFirst paragraph.\n\nSecond paragraph.\n';
const api = 'https://api.github.com';
const pulls = `${api}/repos/ada/site/pulls`;
// Many runs of git: on a busy machine they take their time.
vi.setConfig({ testTimeout: 120_000 });

interface Said {
  readonly id: number;
  readonly user: { readonly login: string };
  readonly body: string;
  readonly created_at: string;
  /** Of a review. */
  readonly state?: string;
  /** Of what is about a line. */
  readonly path?: string;
  readonly line?: number;
  readonly side?: string;
  readonly commit_id?: string;
}

/** What the host has, as it grows. */
interface Host {
  readonly comments: Said[];
  readonly reviews: Said[];
  readonly lines: Said[];
  /** Called before an answer to something that was said; it may take its place. */
  intercept: (() => Response | undefined) | undefined;
}

let site: HostSite;
let host: Host;
let editor: HostTab;
let id: string;

beforeEach(async () => {
  site = await openHostSite({ [one]: text });
  host = { comments: [], reviews: [], lines: [], intercept: undefined };
  let lastId = 0;
  const say = (to: Said[], user: string, body: string, state = ''): Response => {
    lastId += 1;
    to.push({ id: lastId, user: { login: user }, body, created_at: '2026-11-01T10:00:00Z', state });
    return host.intercept?.() ?? HttpResponse.json({ id: lastId }, { status: 201 });
  };
  site.api.use(
    http.get(`${api}/user`, () => HttpResponse.json({ login: asking })),
    http.get(pulls, () =>
      HttpResponse.json([
        { number: 12, html_url: 'https://github.com/ada/site/pull/12', state: 'open', merged_at: null },
      ]),
    ),
    http.get(`${pulls}/12/reviews`, () => HttpResponse.json(host.reviews)),
    http.get(`${api}/repos/ada/site/issues/12/comments`, () => HttpResponse.json(host.comments)),
    http.get(`${pulls}/12/comments`, () => HttpResponse.json(host.lines)),
    http.post(`${pulls}/12/comments`, async ({ request }) => {
      const asked = v.parse(lineSchema, await request.json());
      // The request shows the third line and those around it.
      if (asked.line < 3) return HttpResponse.json({ message: 'Validation Failed' }, { status: 422 });
      const answer = say(host.lines, asking, asked.body);
      const last = host.lines.pop();
      if (last !== undefined) host.lines.push({ ...last, ...asked });
      return answer;
    }),
    http.get(`${api}/repos/ada/site/issues`, () => HttpResponse.json([])),
    http.post(`${api}/repos/ada/site/issues/12/comments`, async ({ request }) =>
      say(host.comments, asking, bodyOf(await request.json())),
    ),
    http.post(`${pulls}/12/reviews`, async ({ request }) => {
      const asked: unknown = await request.json();
      // Nobody approves their own.
      if (asking === 'Ada') return HttpResponse.json({ message: 'Can not approve your own' }, { status: 422 });
      const isApproval = JSON.stringify(asked).includes('"APPROVE"');
      return say(host.reviews, asking, bodyOf(asked), isApproval ? 'APPROVED' : 'CHANGES_REQUESTED');
    }),
    http.get(`${api}/*`, () => HttpResponse.json({ message: 'Not Found' }, { status: 404 })),
  );
  editor = await site.join();
  const outcome = await editor.send(one, text.replace('Second', 'My second'));
  id = 'id' in outcome ? outcome.id : '';
});
afterEach(() => site.stop());

const lineSchema = v.object({
  body: v.string(),
  path: v.string(),
  line: v.number(),
  side: v.literal('RIGHT'),
  commit_id: v.string(),
});

/** Tokens of these tests are told apart by nothing: who asks is who opened the last tab. */
let asking = 'Ada';
function wordsOf({ body }: Said): string {
  return body.replace(/\n\n<!-- galley:[0-9a-f]{40} -->$/, '');
}
function bodyOf(asked: unknown): string {
  return typeof asked === 'object' && asked !== null && 'body' in asked ? String(asked.body) : '';
}

const look = ({ workspace }: HostTab, mirrorSince?: number) =>
  workspace.reviews.hostRequest(id, mirrorSince === undefined ? {} : { mirrorSince });

describe('[X17] what is said in a review', () => {
  beforeEach(() => {
    asking = 'Ada';
  });

  it('stays in the notes unless the person wants it at the host too', async () => {
    await editor.workspace.reviews.comment({ id, author: ada, text: 'Hello' });
    await look(editor);
    // From tomorrow on.
    await look(editor, Date.now() + 86_400_000);
    expect(host.comments).toEqual([]);
  });

  it('is said at the host when it is said in the very second of the switch', async () => {
    const { reviews } = editor.workspace;
    await reviews.comment({ id, author: ada, text: 'At once' });
    const [thread] = (await reviews.open(id)).review.threads;
    const lastOfTheSecond = (thread?.comment.time ?? 0) + 999;
    expect(await look(editor, lastOfTheSecond)).toMatchObject({ unsent: null });
    expect(host.comments).toHaveLength(1);
  });

  it('is said at the host once, at its line and with what it answers, and shown once here', async () => {
    const { reviews } = editor.workspace;
    await reviews.comment({ id, author: ada, text: 'On the whole' });
    const location = { commit: id, path: one, range: { startLine: 5 } };
    await reviews.comment({ id, author: ada, text: 'Say it so', location });
    const thread = (await reviews.open(id)).review.threads.find(({ comment }) => comment.text === 'Say it so');
    await reviews.comment({ id, author: ada, text: 'Or so', parent: thread?.comment.id ?? '' });
    await reviews.comment({ id, author: ada, text: '', parent: thread?.comment.id ?? '', resolved: true });
    for (let count = 0; count < 3; count += 1) {
      expect(await look(editor, 1)).toMatchObject({ unsent: null, request: { comments: [] } });
    }
    expect(host.comments.map(wordsOf)).toEqual(['On the whole', '> Say it so\n\nOr so']);
    expect(host.lines).toMatchObject([{ path: one, line: 5, commit_id: id }]);
    expect(host.lines.map(wordsOf)).toEqual(['Say it so']);
    // Another browser of the same person, and two looks at once, say nothing twice either.
    const other = await site.join();
    await other.workspace.sync();
    await Promise.all([look(other, 1), look(other, 1)]);
    expect([host.comments.length, host.lines.length]).toEqual([2, 1]);
  });

  it('is said of the whole, with its line, where the request does not show that, or a suggestion is for other than a line', async () => {
    const { reviews } = editor.workspace;
    const at = (range: { readonly startLine: number; readonly startColumn?: number }) =>
      ({ commit: id, path: one, range }) as const;
    await reviews.comment({ id, author: ada, text: 'Heading', location: at({ startLine: 1 }) });
    const suggestion = '```suggestion\nOther words\n```';
    await reviews.comment({ id, author: ada, text: suggestion, location: at({ startLine: 5, startColumn: 4 }) });
    await reviews.comment({ id, author: ada, text: suggestion, location: at({ startLine: 5 }) });
    expect(await look(editor, 1)).toMatchObject({ unsent: null, request: { comments: [] } });
    expect(host.comments.map(wordsOf)).toEqual([
      'On `posts/one.md`, line 1:\n\nHeading',
      `On \`posts/one.md\`, line 5:\n\n${suggestion}`,
    ]);
    expect(host.lines.map(wordsOf)).toEqual([suggestion]);
  });

  it('is said once when the answer was lost, and again when it was refused', async () => {
    await editor.workspace.reviews.comment({ id, author: ada, text: 'First' });
    await editor.workspace.reviews.comment({ id, author: ada, text: 'Second' });
    host.intercept = () => HttpResponse.error();
    expect(await look(editor, 1)).toMatchObject({ unsent: { count: 2, error: { code: 'offline' } } });
    host.intercept = undefined;
    site.api.use(
      http.post(
        `${api}/repos/ada/site/issues/12/comments`,
        () => HttpResponse.json({ message: 'Slow down' }, { status: 429, headers: { 'retry-after': '60' } }),
        { once: true },
      ),
    );
    expect(await look(editor, 1)).toMatchObject({ unsent: { count: 1, error: { code: 'rate-limited' } } });
    expect(await look(editor, 1)).toMatchObject({ unsent: null });
    expect(host.comments.map(({ body }) => body.split('\n')[0])).toEqual(['First', 'Second']);
  });

  it('is a verdict there too, by someone else; one’s own request gets words', async () => {
    await editor.workspace.reviews.judge({ id, commit: id, isApproval: true, text: '', author: ada });
    await look(editor, 1);
    expect(host.comments.map(({ body }) => body.split('\n')[0])).toEqual(['Approved.']);
    const reviewer = await site.join(ann);
    asking = 'Ann';
    await reviewer.workspace.sync();
    await reviewer.workspace.reviews.judge({ id, commit: id, isApproval: false, text: 'Not yet', author: ann });
    await look(reviewer, 1);
    await reviewer.workspace.reviews.judge({ id, commit: id, isApproval: true, text: '', author: ann });
    const found = await look(reviewer, 1);
    expect(host.reviews.map(({ state, body }) => [state, body.split('\n')[0]])).toEqual([
      ['CHANGES_REQUESTED', 'Not yet'],
      ['APPROVED', 'Approved.'],
    ]);
    expect(found?.request?.verdicts).toEqual([{ author: 'Ann', isApproval: true }]);
  });

  it('is neither held back nor hidden by a mark that someone else wrote', async () => {
    await editor.workspace.reviews.comment({ id, author: ada, text: 'Mine' });
    const { review } = await editor.workspace.reviews.open(id);
    const mark = `<!-- galley:${review.threads[0]?.comment.id ?? ''} -->`;
    const said = { created_at: '2026-11-01T10:00:00Z', user: { login: 'eve' } };
    host.comments.push({ ...said, id: 91, body: `Something else\n\n${mark}` });
    host.comments.push({ ...said, id: 92, user: { login: 'Ada' }, body: `${mark}\n\nsaid before the end` });
    const found = await look(editor, 1);
    expect(host.comments.at(-1)?.body).toBe(`Mine\n\n${mark}`);
    expect(found?.request?.comments.map(({ text: words }) => words)).toEqual([
      'Something else',
      `${mark}\n\nsaid before the end`,
    ]);
  });

  it('is nothing that someone else wrote in their name, a verdict least of all', async () => {
    const { reviews } = editor.workspace;
    await reviews.comment({ id, author: ada, text: 'Mine' });
    const eve = await site.join(ann);
    await eve.workspace.sync();
    await eve.workspace.reviews.judge({ id, commit: id, isApproval: true, text: 'Approved by me', author: ada });
    await eve.workspace.reviews.comment({ id, author: ada, text: '/merge' });
    await editor.workspace.sync();
    expect((await reviews.open(id)).review.threads.map(({ comment }) => comment.author)).toEqual(
      Array.from({ length: 3 }, () => ada.email),
    );
    expect(await look(editor, 1)).toMatchObject({ unsent: null });
    expect([host.reviews, host.comments.map(wordsOf)]).toEqual([[], ['Mine']]);
  });

  it('waits where the token does not tell whose it is', async () => {
    await editor.workspace.reviews.comment({ id, author: ada, text: 'Mine' });
    site.api.use(http.get(`${api}/user`, () => HttpResponse.json({ message: 'No' }, { status: 403 })));
    expect(await look(editor, 1)).toMatchObject({ unsent: { count: 1, error: { code: 'not-allowed' } } });
    expect(host.comments).toEqual([]);
  });
});
