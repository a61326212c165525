import { http, HttpResponse } from 'msw';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ann, openHostSite, type HostSite } from './open-host-site.ts';

const one = 'posts/one.md';
const text = '# One\n\nFirst paragraph.\n\nSecond paragraph.\n';
const edited = text.replace('Second', 'My second');
const branch = 'cms/posts/one';
// Many runs of git: on a busy machine they take their time.
vi.setConfig({ testTimeout: 120_000 });

let site: HostSite;
beforeEach(async () => {
  site = await openHostSite({ [one]: text, 'posts/two.md': '# Two\n' });
  site.api.use(
    http.get('https://api.github.com/*', () => HttpResponse.json({ message: 'Not Found' }, { status: 404 })),
  );
});
afterEach(() => site.stop());

const git = (...args: readonly string[]): Promise<string> => site.git('ada/site', ...args);

/** The host says that its pull request was merged by this commit. */
function answerMerged({ head, commit }: { readonly head: string; readonly commit: string }): { asked: number } {
  const seen = { asked: 0 };
  site.api.use(
    http.get('https://api.github.com/repos/ada/site/pulls', ({ request }) => {
      const { searchParams } = new URL(request.url);
      if (searchParams.get('state') !== 'closed' || searchParams.get('base') !== 'main') return HttpResponse.json([]);
      seen.asked += 1;
      return HttpResponse.json([
        { number: 12, merged_at: null, merge_commit_sha: commit, head: { ref: branch, sha: head } },
        { number: 11, merged_at: '2026-11-01T10:00:00Z', merge_commit_sha: commit, head: { ref: branch, sha: head } },
      ]);
    }),
  );
  return seen;
}

/** Puts the text of `head` onto the site in one commit of its own, as hosts squash. */
async function squash(head: string): Promise<string> {
  const tree = (await git('merge-tree', '--write-tree', 'main', head)).split('\n')[0] ?? '';
  const commit = await git('commit-tree', tree, '-p', 'main', '-m', 'One post (#11)');
  await git('update-ref', 'refs/heads/main', commit);
  return commit;
}

async function sent() {
  const editor = await site.join();
  const outcome = await editor.send(one, edited);
  const id = 'id' in outcome ? outcome.id : '';
  const head = await git('rev-parse', branch);
  // The site moves on beside it, so that nothing is a fast-forward.
  await git('update-ref', 'refs/heads/main', await commitBeside());
  return { editor, id, head };
}

async function commitBeside(): Promise<string> {
  return git('commit-tree', `main^{tree}`, '-p', 'main', '-m', 'Something else');
}

describe('[X16] a merge at the host', () => {
  it('by a merge commit is followed by git alone', async () => {
    const { editor, id, head } = await sent();
    const tree = (await git('merge-tree', '--write-tree', 'main', head)).split('\n')[0] ?? '';
    await git('update-ref', 'refs/heads/main', await git('commit-tree', tree, '-p', 'main', '-p', head, '-m', 'Merge'));
    await editor.workspace.sync();
    expect((await editor.workspace.reviews.open(id)).review.state).toBe('published');
  });

  it.each(['kept', 'deleted'])('that squashes ends the review, for everyone, with its branch %s', async (fate) => {
    const { editor, id, head } = await sent();
    const commit = await squash(head);
    if (fate === 'deleted') await git('update-ref', '-d', `refs/heads/${branch}`);
    const seen = answerMerged({ head, commit });
    await editor.workspace.sync();
    await editor.workspace.sync();
    expect(seen.asked).toBe(1);
    const { review, files, group } = await editor.workspace.reviews.open(id);
    expect([review.state, group, review.alias]).toEqual(['published', 'published', commit]);
    expect(files).toEqual([{ path: one, before: text, after: edited }]);
    expect(await editor.workspace.reviews.presence(one)).toEqual([]);
    expect(await git('for-each-ref', '--format=%(refname)', 'refs/heads')).toBe('refs/heads/main');
    // Others read it in the notes, and need to ask no host.
    const other = await site.join(ann);
    await other.workspace.signOut();
    await other.workspace.sync();
    const theirs = await other.workspace.reviews.open(id);
    expect(theirs.review.state).toBe('published');
    expect(theirs.files.map(({ path }) => path)).toEqual([one]);
    expect(theirs.review.threads.at(-1)?.comment.text).toBe('Published by pull request 11 at GitHub.');
  });

  it('of an earlier state leaves what came since', async () => {
    const { editor, id, head } = await sent();
    const commit = await squash(head);
    const later = await git('commit-tree', `${head}^{tree}`, '-p', head, '-m', 'More');
    await git('update-ref', `refs/heads/${branch}`, later);
    answerMerged({ head, commit });
    await editor.workspace.sync();
    expect((await editor.workspace.reviews.open(id)).review).toMatchObject({ state: 'open', head: later });
  });

  it('counts only once the site has the commit that the host names', async () => {
    const { editor, id, head } = await sent();
    answerMerged({ head, commit: head });
    await editor.workspace.sync();
    expect((await editor.workspace.reviews.open(id)).review.state).toBe('open');
  });
});
