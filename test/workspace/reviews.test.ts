import { createHash } from 'node:crypto';
import { systemClock } from '#base';
import { createMemoryDraftStore } from '#drafts';
import { MemoryRepositoryStore } from '#git/engine';
import { createWorkspace, type SendForReviewOutcome, type Workspace } from '#workspace';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { buildRepository, type TestRepository } from '../browser/harness/index.ts';
import { startGitServer, type GitServer } from '../git/git-server.ts';
import { openTestClient, type TestClient } from '../git/open-repository.ts';

const ada = { name: 'Ada', email: 'ada@example.test' };
const bob = { name: 'Bob', email: 'bob@example.test' };
const [one, two] = ['posts/one.md', 'posts/two.md'];
const text = '# One\n\nFirst paragraph.\n\nSecond paragraph.\n\nThird paragraph.\n';
// Many runs of git: on a busy machine they take their time.
vi.setConfig({ testTimeout: 180_000 });

const undo: (() => void | Promise<void>)[] = [];

afterEach(async () => {
  for (let next = undo.pop(); next !== undefined; next = undo.pop()) await next();
});

interface Site {
  readonly repository: TestRepository;
  readonly server: GitServer;
}

interface Person {
  readonly workspace: Workspace;
  readonly reviews: Workspace['reviews'];
  readonly git: TestClient['git'];
  write(path: string, text: string): Promise<void>;
  send(paths: readonly string[], title?: string): Promise<string>;
}

async function openSite(config?: string): Promise<Site> {
  const settings = config === undefined ? {} : { '.galley.yml': config };
  const repository = await buildRepository({ files: { [one]: text, [two]: text.replace('One', 'Two'), ...settings } });
  const server = await startGitServer(repository.path);
  undo.push(() => server.stop());
  return { repository, server };
}

async function join(
  { server }: Site,
  who: typeof ada,
  kept = { store: new MemoryRepositoryStore(), drafts: createMemoryDraftStore() },
): Promise<Person> {
  const client = openTestClient(kept.store);
  undo.push(() => client.close());
  const workspace = createWorkspace({
    repository: { name: 'site', url: server.url, kind: 'local' },
    location: { url: server.url },
    git: client.git,
    drafts: kept.drafts,
    clock: systemClock,
    durable: false,
    identities: { get: () => Promise.resolve(who), set: () => Promise.resolve() },
  });
  if ((await workspace.open()).kind === 'not-cloned') await workspace.clone({});
  await workspace.sync();
  return {
    workspace,
    reviews: workspace.reviews,
    git: client.git,
    async write(path, source) {
      const opened = await workspace.openPost(path);
      await workspace.saveDraft(opened, { kind: 'source', text: source });
    },
    async send(paths, title = 'One post') {
      const outcome = await workspace.reviews.send({
        paths,
        title,
        summary: 'Why.',
        reviewers: [bob.email],
        author: who,
      });
      expect(outcome.kind).toBe('sent');
      return idOf(outcome);
    },
  };
}

function idOf(outcome: SendForReviewOutcome): string {
  return 'id' in outcome ? outcome.id : '';
}

const stateOf = async ({ reviews }: Person, id: string): Promise<string> => (await reviews.open(id)).review.state;

describe('a review', () => {
  it('goes from one person to another and back, and is published, with notes and log that plain git reads', async () => {
    const site = await openSite();
    const { repository } = site;
    const [editor, reviewer] = [await join(site, ada), await join(site, bob)];
    await editor.write(one, text.replace('Second', 'My second'));
    const id = await editor.send([one]);
    expect(await editor.workspace.listChanges()).toMatchObject({ drafts: [], outbox: [] });
    expect(await repository.git('rev-parse', 'cms/posts/one')).toBe(id);
    const request: unknown = JSON.parse(await repository.git('notes', '--ref=devtools/reviews', 'show', id));
    expect(request).toMatchObject({
      reviewRef: 'refs/heads/cms/posts/one',
      targetRef: 'refs/heads/main',
      requester: ada.email,
      reviewers: [bob.email],
      description: 'One post\n\nWhy.',
    });

    await reviewer.workspace.sync();
    await vi.waitFor(() => expect(reviewer.workspace.status().reviewsWaiting).toBe(1));
    const opened = await reviewer.reviews.open(id);
    expect(opened).toMatchObject({ group: 'waiting-for-me', paths: [one] });
    expect(opened.files).toEqual([{ path: one, before: text, after: text.replace('Second', 'My second') }]);
    const location = { commit: id, path: one, range: { startLine: 5, startColumn: 1, endLine: 5, endColumn: 10 } };
    await reviewer.reviews.comment({
      id,
      author: bob,
      location,
      text: 'Say it so:\n\n```suggestion\nOur second\n```',
    });
    await reviewer.reviews.judge({ id, commit: id, isApproval: false, text: 'Not yet.', author: bob });
    expect(await stateOf(reviewer, id)).toBe('changes-requested');

    await editor.workspace.sync();
    const thread = (await editor.reviews.open(id)).review.threads.find(({ comment }) => comment.location.path === one);
    const applied = await editor.reviews.applySuggestion({ id, commentId: thread?.comment.id ?? '', author: ada });
    expect(applied).toEqual({ kind: 'sent' });
    expect(await repository.read(one, 'cms/posts/one')).toBe(text.replace('Second', 'Our second'));
    expect(await repository.git('log', '-1', '--format=%an%n%b', 'cms/posts/one')).toBe(
      'Ada\nCo-authored-by: bob <bob@example.test>\n',
    );
    expect(await stateOf(editor, id)).toBe('open');

    await reviewer.workspace.sync();
    const head = (await reviewer.reviews.open(id)).review.head ?? '';
    expect(await reviewer.reviews.judge({ id, commit: id, isApproval: true, text: '', author: bob })).toEqual({
      kind: 'moved',
    });
    await reviewer.reviews.judge({ id, commit: head, isApproval: true, text: '', author: bob });
    expect(await stateOf(reviewer, id)).toBe('approved');

    await editor.workspace.sync();
    await repository.commit({ files: { [two]: text.replace('One', 'Two, changed') } });
    expect((await editor.reviews.publish([id], ada)).kind).toBe('published');
    expect(await stateOf(editor, id)).toBe('published');
    expect(await repository.read(one)).toBe(text.replace('Second', 'Our second'));
    expect(await repository.read(two)).toContain('Two, changed');
    expect(await repository.git('merge-base', '--is-ancestor', id, 'main')).toBe('');
    await expect(repository.git('rev-parse', '--verify', 'cms/posts/one')).rejects.toThrow('rev-parse');
    expect(await repository.git('fsck', '--strict', '--no-dangling')).toBe('');
    await reviewer.workspace.sync();
    expect(await stateOf(reviewer, id)).toBe('published');
  });

  it('takes further drafts as commits, from the text that it has', async () => {
    const site = await openSite();
    const editor = await join(site, ada);
    await editor.write(one, text.replace('Second', 'My second'));
    const id = await editor.send([one]);
    expect(await editor.reviews.continueWriting(id, one)).toBe(true);
    await editor.write(one, text.replace('Second', 'My very second'));
    const outcome = await editor.reviews.update({ id, paths: [one], message: 'Say more', author: ada });
    expect(outcome).toEqual({ kind: 'sent', id });
    expect(await site.repository.read(one, 'cms/posts/one')).toBe(text.replace('Second', 'My very second'));
    expect((await editor.reviews.open(id)).commits.map(({ message }) => message)).toEqual(['Say more', 'One post']);
    expect((await editor.workspace.listChanges()).drafts).toEqual([]);
  });

  it('says of a post in which review it is', async () => {
    const site = await openSite();
    const editor = await join(site, ada);
    await editor.write(one, text.replace('Second', 'My second'));
    await editor.write(two, text.replace('First', 'My first'));
    const id = await editor.send([one, two], 'Both posts');
    const rows = await editor.reviews.presence(two);
    expect(rows.map(({ review }) => [review.id, review.requester, review.reviewRef])).toEqual([
      [id, ada.email, 'refs/heads/cms/changes/both-posts'],
    ]);
    await editor.reviews.abandon(id, ada);
    expect(await stateOf(editor, id)).toBe('abandoned');
    expect(await editor.reviews.presence(two)).toEqual([]);
  });

  it('shows what it changed after it was published and its branch is gone, merged or followed', async () => {
    for (const merge of ['merge-commit', 'fast-forward']) {
      const site = await openSite(`review:\n  approvals: 0\n  merge: ${merge}\n`);
      const [editor, reviewer] = [await join(site, ada), await join(site, bob)];
      await editor.write(one, text.replace('Second', 'My second'));
      const id = await editor.send([one]);
      await editor.reviews.continueWriting(id, one);
      await editor.write(one, text.replace('Second', 'My very second'));
      await editor.reviews.update({ id, paths: [one], message: 'Say more', author: ada });
      const shown = await editor.reviews.open(id);
      if (merge === 'merge-commit')
        await site.repository.commit({ files: { [two]: text.replace('One', 'Two, changed') } });
      expect((await editor.reviews.publish([id], ada)).kind).toBe('published');
      await site.repository.commit({ files: { [two]: text.replace('One', 'Two, changed later') } });
      await reviewer.workspace.sync();
      const after = await reviewer.reviews.open(id);
      expect(after.review.state).toBe('published');
      expect([merge, after.files, after.shownCommit]).toEqual([merge, shown.files, shown.shownCommit]);
    }
  });

  it('shows what is new since an approval, and follows the passages of comments', async () => {
    const site = await openSite();
    const [editor, reviewer] = [await join(site, ada), await join(site, bob)];
    const first = text.replace('Second', 'My second');
    await editor.write(one, first);
    const id = await editor.send([one]);
    await reviewer.workspace.sync();
    const at = (startLine: number, endColumn: number) => ({
      commit: id,
      path: one,
      range: { startLine, startColumn: 1, endLine: startLine, endColumn },
    });
    await reviewer.reviews.comment({ id, author: bob, text: 'Whose?', location: at(5, 10) });
    await reviewer.reviews.comment({ id, author: bob, text: 'Gone soon.', location: at(7, 17) });
    await reviewer.reviews.judge({ id, commit: id, isApproval: true, text: '', author: bob });
    await editor.workspace.sync();
    await editor.reviews.continueWriting(id, one);
    const second = first.replace('First paragraph.\n', 'First paragraph.\n\nOne between.\n').replace('Third', 'Last');
    await editor.write(one, second);
    await editor.reviews.update({ id, paths: [one], message: 'Say more', author: ada });
    await reviewer.workspace.sync();
    const opened = await reviewer.reviews.open(id);
    expect(opened.review.verdicts).toMatchObject([{ isApproval: true, isStale: true, commit: id }]);
    expect(opened.canPublish.kind).toBe('yes');
    expect(await reviewer.reviews.filesSince(id, id)).toEqual([{ path: one, before: first, after: second }]);
    const passages = opened.review.threads.flatMap(({ comment }) => opened.passages.get(comment.id) ?? []);
    expect(passages).toEqual([
      { path: one, quote: 'My second', range: { startLine: 7, startColumn: 1, endLine: 7, endColumn: 10 } },
      { path: one, quote: 'Third paragraph.', range: null },
    ]);
    await expect(reviewer.reviews.filesSince(id, 'f'.repeat(40))).rejects.toMatchObject({ code: 'not-found' });
  });

  it('made offline waits, outlasts a reload, and goes to the remote once', async () => {
    const site = await openSite();
    const kept = { store: new MemoryRepositoryStore(), drafts: createMemoryDraftStore() };
    const editor = await join(site, ada, kept);
    await editor.write(one, text.replace('Second', 'My second'));
    site.server.setFault(() => ({ kind: 'status', status: 503 }));
    const outcome = await editor.reviews.send({
      paths: [one],
      title: 'Later',
      summary: '',
      reviewers: [],
      author: ada,
    });
    expect(outcome.kind).toBe('waiting');
    const again = await join(site, ada, kept);
    expect((await again.reviews.list()).map(({ isWaiting, review }) => [isWaiting, review.title])).toEqual([
      [true, 'Later'],
    ]);
    site.server.setFault(undefined);
    await again.workspace.sync();
    expect(await site.repository.git('rev-list', '--count', 'main..cms/posts/one')).toBe('1');
    expect((await again.reviews.list()).map(({ isWaiting }) => isWaiting)).toEqual([false]);
  });

  it('takes a draft that meets its own version once that is settled, and only once', async () => {
    const site = await openSite();
    const editor = await join(site, ada);
    await editor.write(one, text.replace('Second', 'My second'));
    const id = await editor.send([one]);
    // Written on the site's version, which the review has changed in the same place.
    await editor.write(one, text.replace('Second', 'Another second'));
    const update = () => editor.reviews.update({ id, paths: [one], message: '', author: ada });
    const met = await update();
    if (met.kind !== 'conflict') throw new Error(met.kind);
    const conflict = await editor.workspace.openConflict(one, met.onto);
    expect([conflict.base, conflict.theirs, conflict.mine]).toEqual([
      text,
      text.replace('Second', 'My second'),
      text.replace('Second', 'Another second'),
    ]);
    const both = text.replace('Second', 'My other second');
    expect(await editor.workspace.resolveConflict(one, { ...conflict, text: both }, met.onto)).toBe(one);
    expect(await update()).toEqual({ kind: 'sent', id });
    expect((await editor.reviews.open(id)).files).toEqual([{ path: one, before: text, after: both }]);
    expect((await editor.workspace.listChanges()).drafts).toEqual([]);
  });

  it('keeps its words when the draft that meets them went away before it was settled', async () => {
    const site = await openSite();
    const editor = await join(site, ada);
    const mine = text.replace('Second', 'My second');
    await editor.write(one, mine);
    const id = await editor.send([one]);
    await editor.write(one, text.replace('Second', 'Another second'));
    const update = () => editor.reviews.update({ id, paths: [one], message: '', author: ada });
    const met = await update();
    if (met.kind !== 'conflict') throw new Error(met.kind);
    await editor.workspace.discardDrafts([one]);
    const conflict = await editor.workspace.openConflict(one, met.onto);
    expect(conflict.mine).toBeNull();
    await editor.workspace.resolveConflict(one, { ...conflict, text: '' }, met.onto);
    expect((await editor.workspace.listChanges()).drafts).toEqual([]);
    expect(await update()).toEqual({ kind: 'nothing-to-send' });
    expect((await editor.reviews.open(id)).files).toEqual([{ path: one, before: text, after: mine }]);
  });

  it('keeps its own version where that is what the person takes', async () => {
    const site = await openSite();
    const editor = await join(site, ada);
    const mine = text.replace('Second', 'My second');
    await editor.write(one, mine);
    const id = await editor.send([one]);
    await editor.write(one, text.replace('Second', 'Another second'));
    const update = () => editor.reviews.update({ id, paths: [one], message: '', author: ada });
    const met = await update();
    if (met.kind !== 'conflict') throw new Error(met.kind);
    const conflict = await editor.workspace.openConflict(one, met.onto);
    await editor.workspace.resolveConflict(one, { ...conflict, text: null }, met.onto);
    expect((await editor.workspace.listChanges()).drafts).toEqual([]);
    expect(await update()).toEqual({ kind: 'nothing-to-send' });
    expect((await editor.reviews.open(id)).files).toEqual([{ path: one, before: text, after: mine }]);
    // What was let go can be taken up again.
    expect((await editor.workspace.discardedDrafts()).map(({ path }) => path)).toEqual([one]);
  });

  it('made of what was written on a commit that waits asks about what the site has, once', async () => {
    const site = await openSite();
    const editor = await join(site, ada);
    await editor.write(one, text.replace('Second', 'My second'));
    site.server.setFault(() => ({ kind: 'status', status: 503 }));
    expect((await editor.workspace.publish({ paths: [one], message: 'Waits', author: ada })).kind).toBe('failed');
    await editor.write(one, text.replace('Second', 'My better second'));
    const order = { paths: [one], title: 'Better', summary: '', reviewers: [], author: ada };
    const met = await editor.reviews.send(order);
    if (met.kind !== 'conflict') throw new Error(met.kind);
    const conflict = await editor.workspace.openConflict(one, met.onto);
    expect(conflict.theirs).toBe(text);
    await editor.workspace.resolveConflict(one, { ...conflict, text: conflict.mine }, met.onto);
    expect((await editor.reviews.send(order)).kind).toBe('waiting');
    expect((await editor.reviews.list()).map(({ review }) => review.title)).toEqual(['Better']);
  });

  it('that meets other changes is not published until the site is merged into it', async () => {
    const site = await openSite();
    const editor = await join(site, ada);
    await editor.write(one, text.replace('Second', 'My second'));
    const id = await editor.send([one]);
    await site.repository.commit({ files: { [one]: text.replace('Second', 'Their second') } });
    expect(await editor.reviews.publish([id], ada)).toEqual({ kind: 'review-conflict', id, paths: [one] });
    const conflict = await editor.reviews.openConflict(id, one);
    expect([conflict.mine, conflict.theirs]).toEqual([
      text.replace('Second', 'My second'),
      text.replace('Second', 'Their second'),
    ]);
    expect(await editor.reviews.mergeSite({ id, settled: new Map(), author: ada })).toEqual({
      kind: 'conflict',
      paths: [one],
    });
    const both = text.replace('Second', 'Our second');
    const settled = new Map([[one, { ...conflict, text: both }]]);
    const later = text.replace('Second', 'Their last second');
    const theirs = await site.repository.commit({ files: { [one]: later } });
    await editor.workspace.sync();
    // Decided about what the site does not have any more.
    expect(await editor.reviews.mergeSite({ id, settled, author: ada })).toEqual({ kind: 'conflict', paths: [one] });
    const anew = new Map([[one, { ...(await editor.reviews.openConflict(id, one)), text: both }]]);
    expect(await editor.reviews.mergeSite({ id, settled: anew, author: ada })).toEqual({ kind: 'sent' });
    expect((await editor.reviews.open(id)).files).toEqual([{ path: one, before: later, after: both }]);
    expect((await editor.reviews.publish([id], ada)).kind).toBe('published');
    expect(await site.repository.read(one)).toBe(both);
    expect(await site.repository.git('merge-base', '--is-ancestor', theirs, 'main')).toBe('');
  });

  it('of which several are published at once goes out in one push, beside what others published in the last moment', async () => {
    const site = await openSite();
    const editor = await join(site, ada);
    await editor.write(one, text.replace('Second', 'My second'));
    const first = await editor.send([one], 'First');
    await editor.write(two, text.replace('Third', 'My third'));
    const second = await editor.send([two], 'Second');
    let pushes = 0;
    site.server.setFault(({ url }) => {
      if (url.endsWith('/git-receive-pack')) pushes += 1;
      return undefined;
    });
    expect((await editor.reviews.publish([first, second], ada)).kind).toBe('published');
    expect(pushes).toBe(2);
    for (const id of [first, second]) {
      expect(await site.repository.git('merge-base', '--is-ancestor', id, 'main')).toBe('');
      expect(await stateOf(editor, id)).toBe('published');
    }
    expect(await site.repository.git('for-each-ref', '--format=%(refname)', 'refs/heads')).toBe('refs/heads/main');
  });

  it('is followed without a merge commit where the site wants that', async () => {
    const site = await openSite('review:\n  approvals: 0\n  merge: fast-forward\n');
    const editor = await join(site, ada);
    await editor.write(one, text.replace('Second', 'My second'));
    const id = await editor.send([one]);
    expect((await editor.reviews.publish([id], ada)).kind).toBe('published');
    expect(await site.repository.git('rev-parse', 'main')).toBe(id);
  });

  it('followed while someone else published keeps its first commit in the history', async () => {
    const site = await openSite('review:\n  approvals: 0\n  merge: fast-forward\n');
    const editor = await join(site, ada);
    await editor.write(one, text.replace('Second', 'My second'));
    const id = await editor.send([one]);
    let isFirst = true;
    site.server.setFault(({ url }) => {
      if (!url.includes('service=git-receive-pack') || !isFirst) return undefined;
      isFirst = false;
      return { kind: 'status', status: 503 };
    });
    expect((await editor.reviews.publish([id], ada)).kind).toBe('failed');
    await site.repository.commit({ files: { [two]: text.replace('One', 'Two, changed') } });
    expect((await editor.workspace.publish({ paths: [], message: '', author: ada })).kind).toBe('published');
    expect(await site.repository.git('merge-base', '--is-ancestor', id, 'main')).toBe('');
    expect(await site.repository.read(two)).toContain('Two, changed');
    expect(await stateOf(editor, id)).toBe('published');
  });

  it('is published by those whom the rules name, and with the approvals that they ask for', async () => {
    const rules = `review:\n  approvals: 1\n  publishers:\n    - ${bob.email}\n  merge: merge-commit\n`;
    const site = await openSite(rules);
    const [editor, reviewer] = [await join(site, ada), await join(site, bob)];
    await editor.write(one, text.replace('Second', 'My second'));
    const id = await editor.send([one]);
    await reviewer.workspace.sync();
    expect((await editor.reviews.publish([id], ada)).kind).toBe('not-allowed');
    expect(await reviewer.reviews.publish([id], bob)).toEqual({
      kind: 'not-allowed',
      reason: 'It needs an approval first.',
    });
    await reviewer.reviews.judge({ id, commit: id, isApproval: true, text: '', author: bob });
    expect((await reviewer.reviews.publish([id], bob)).kind).toBe('published');
  });
});

describe('a host that refuses notes', () => {
  it('gets them on a branch, said once, and everyone reads them there', async () => {
    const site = await openSite();
    await site.repository.git('config', 'receive.hideRefs', 'refs/notes');
    const [editor, reviewer] = [await join(site, ada), await join(site, bob)];
    await editor.write(one, text.replace('Second', 'My second'));
    const outcome = await editor.reviews.send({ paths: [one], title: 'One', summary: '', reviewers: [], author: ada });
    expect(outcome).toMatchObject({ kind: 'sent', notice: expect.stringContaining('cms/reviews') });
    const id = idOf(outcome);
    expect(await site.repository.read(`reviews/${id}`, 'cms/reviews')).toContain('"description":"One"');
    await reviewer.workspace.sync();
    expect(await reviewer.reviews.comment({ id, text: 'Good.', author: bob })).toEqual({ kind: 'sent' });
    expect(await site.repository.read(`discuss/${id}`, 'cms/reviews')).toContain('Good.');
    await editor.workspace.sync();
    expect((await editor.reviews.open(id)).review.threads.map(({ comment }) => comment.text)).toEqual(['Good.']);
    expect(await editor.reviews.comment({ id, text: 'Thanks.', author: ada })).toEqual({ kind: 'sent' });
  });
});

describe('reviews that git-appraise wrote', () => {
  it('are read from the sequences of git notes that it leaves, and answered in its words', async () => {
    const site = await openSite();
    const { repository } = site;
    await repository.git('branch', 'feature', 'main');
    const base = await repository.git('rev-parse', 'main');
    const tree = await repository.git('rev-parse', 'main^{tree}');
    const first = await repository.git('commit-tree', tree, '-p', base, '-m', 'Work');
    await repository.git('update-ref', 'refs/heads/cms/feature', first);
    const note = (ref: string, line: unknown) =>
      repository.git('notes', `--ref=devtools/${ref}`, 'append', '-m', JSON.stringify(line), first);
    const request = {
      timestamp: '1700000000',
      reviewRef: 'refs/heads/cms/feature',
      targetRef: 'refs/heads/main',
      requester: bob.email,
      reviewers: [ada.email],
      description: 'First try',
      baseCommit: base,
    };
    await note('reviews', request);
    await note('reviews', { ...request, timestamp: '1700000009', description: 'Second try' });
    await note('reviews', { ...request, timestamp: '1800000000', description: 'Of the future', v: 1 });
    await note('discuss', {
      timestamp: '1700000010',
      author: ada.email,
      location: { commit: first, path: one, range: { startLine: 3 } },
      description: 'Why <so> & not else?',
      resolved: false,
    });
    const person = await join(site, ada);
    const [row] = await person.reviews.list();
    expect(row?.review).toMatchObject({
      id: first,
      title: 'Second try',
      requester: bob.email,
      state: 'changes-requested',
    });
    const parent = row?.review.threads[0]?.comment.id ?? '';
    const serialised = `{"timestamp":"1700000010","author":"${ada.email}","location":{"commit":"${first}","path":"${one}","range":{"startLine":3}},"description":"Why \\u003cso\\u003e \\u0026 not else?","resolved":false}`;
    expect(parent).toBe(createHash('sha1').update(serialised).digest('hex'));
    await person.reviews.comment({ id: first, parent, text: 'Settled.', resolved: true, author: ada });
    const lines = (await repository.git('notes', '--ref=devtools/discuss', 'show', first)).split('\n');
    expect(lines.map((line): unknown => JSON.parse(line))).toContainEqual(
      expect.objectContaining({ author: ada.email, parent, description: 'Settled.', resolved: true }),
    );
    expect((await person.reviews.list())[0]?.review.state).toBe('open');
  });
});
