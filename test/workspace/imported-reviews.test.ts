import { systemClock } from '#base';
import { createMemoryDraftStore } from '#drafts';
import { createWorkspace, type Workspace } from '#workspace';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { buildRepository, type TestRepository } from '../browser/harness/index.ts';
import { startGitServer } from '../git/git-server.ts';
import { openTestClient } from '../git/open-repository.ts';

const ada = { name: 'Ada', email: 'ada@example.test' };
const bob = { name: 'Bob', email: 'bob@example.test' };
const [one, two] = ['posts/one.md', 'posts/two.md'];
const text = '# One\n\nFirst paragraph.\n\nSecond paragraph.\n';
// Many runs of git: on a busy machine they take their time.
vi.setConfig({ testTimeout: 180_000 });

const undo: (() => void | Promise<void>)[] = [];

afterEach(async () => {
  for (let next = undo.pop(); next !== undefined; next = undo.pop()) await next();
});

async function enter(url: string, author: typeof ada): Promise<Workspace> {
  const client = openTestClient();
  undo.push(() => client.close());
  const workspace = createWorkspace({
    repository: { name: 'site', url, kind: 'local' },
    location: { url },
    git: client.git,
    drafts: createMemoryDraftStore(),
    clock: systemClock,
    durable: false,
    identities: { get: () => Promise.resolve(author), set: () => Promise.resolve() },
  });
  await workspace.open();
  await workspace.clone({});
  await workspace.sync();
  return workspace;
}

async function send(workspace: Workspace, path: string, words: string): Promise<string> {
  await workspace.saveDraft(await workspace.openPost(path), { kind: 'source', text: text.replace('Second', words) });
  const order = { paths: [path], title: 'A review', summary: '', reviewers: [], author: ada };
  const outcome = await workspace.reviews.send(order);
  return 'id' in outcome ? outcome.id : '';
}

async function openReview() {
  const repository = await buildRepository({ files: { [one]: text, [two]: text } });
  const server = await startGitServer(repository.path);
  undo.push(() => server.stop());
  const editor = await enter(server.url, ada);
  const id = await send(editor, one, 'My second');
  return { repository, server, editor, id };
}

const fileOf = (id: string, change: object = {}): string =>
  JSON.stringify({
    format: 'galley-review',
    version: 1,
    review: id,
    commit: id,
    name: 'Nina Reader',
    verdict: 'looks-good',
    comments: [
      { path: one, lines: { from: 5, to: 5 }, text: 'Whose second?\r\n' },
      { text: 'Thank you.' },
      { text: 'Thank you.' },
    ],
    ...change,
  });

const linesOf = async ({ git }: Pick<TestRepository, 'git'>, id: string): Promise<readonly unknown[]> =>
  (await git('notes', '--ref=devtools/discuss', 'show', id))
    .split('\n')
    .filter((line) => line !== '')
    .map((line): unknown => JSON.parse(line));

describe('a review that someone without access wrote', () => {
  it('[O5] becomes comments of who imports it, which name who said them, and is no approval', async () => {
    const { repository, editor, id } = await openReview();
    const preview = await editor.reviews.readFile(id, fileOf(id));
    expect(preview).toMatchObject({ kind: 'readable', name: 'Nina Reader' });
    const outcome = await editor.reviews.importFile({ id, text: fileOf(id), author: ada });
    expect(outcome).toEqual({ kind: 'sent', added: 3 });
    const { review, passages } = await editor.reviews.open(id);
    expect(review).toMatchObject({ state: 'open', verdicts: [] });
    const said = review.threads.map(({ comment }) => ({
      by: comment.saidBy,
      author: comment.author,
      text: comment.text,
    }));
    expect(said).toEqual(
      ['Looks good.', 'Whose second?', 'Thank you.'].map((words) => ({
        by: 'Nina Reader',
        author: ada.email,
        text: words,
      })),
    );
    expect([...passages.values()]).toEqual([{ path: one, quote: 'My second paragraph.', range: { startLine: 5 } }]);
    const lines = await linesOf(repository, id);
    expect(lines).toContainEqual({
      timestamp: expect.stringMatching(/^\d{10}$/) as unknown,
      author: ada.email,
      location: { commit: id, path: one, range: { startLine: 5 } },
      description: 'Whose second?\n\nSaid-by: Nina Reader',
    });
  });

  it('[O6] is added once, however often and by whomever it is imported, and with what was added to it', async () => {
    const { repository, server, editor, id } = await openReview();
    await editor.reviews.importFile({ id, text: fileOf(id), author: ada });
    const other = await enter(server.url, bob);
    expect(await editor.reviews.importFile({ id, text: fileOf(id), author: ada })).toEqual({ kind: 'sent', added: 0 });
    expect(await other.reviews.importFile({ id, text: fileOf(id), author: bob })).toEqual({ kind: 'sent', added: 0 });
    const more = fileOf(id, {
      comments: [{ path: one, lines: { from: 5, to: 5 }, text: 'Whose second?' }, { text: 'P.S.' }],
    });
    const preview = await other.reviews.readFile(id, more);
    expect(preview).toMatchObject({ comments: [{ isNew: false }, { isNew: false }, { isNew: true }] });
    expect(await other.reviews.importFile({ id, text: more, author: bob })).toEqual({ kind: 'sent', added: 1 });
    expect(await linesOf(repository, id)).toHaveLength(4);
  });

  it('[O4] is refused when it is of another review, of another version, or no review at all', async () => {
    const { repository, editor, id } = await openReview();
    const second = await send(editor, two, 'Their second');
    for (const file of [
      fileOf(second),
      fileOf(id, { commit: second }),
      fileOf(id, { commit: 'f'.repeat(40) }),
      fileOf(id, { comments: [{ path: '../../etc/passwd', text: 'x' }] }),
      '{"format":"galley-review"',
    ]) {
      expect(await editor.reviews.readFile(id, file)).toMatchObject({ kind: 'refused' });
      expect(await editor.reviews.importFile({ id, text: file, author: ada })).toMatchObject({ kind: 'refused' });
    }
    expect(await repository.git('for-each-ref', 'refs/notes/devtools/discuss')).toBe('');
  });
});
