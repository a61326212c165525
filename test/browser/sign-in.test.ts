import { expect as expectPage, type Page } from '@playwright/test';
import { describe, expect, it } from 'vitest';
import { startGateway } from '#server';
import {
  atEnd,
  axePath,
  buildRepository,
  findAxeViolations,
  findInFiles,
  openPage,
  openProfile,
  readKept,
  startGitHost,
  startProduct,
  startStaticHost,
  temporaryFolder,
} from './harness/index.ts';
import { ProductPages } from './pages/index.ts';

/** Fills in the dialog that is open, and waits until it has gone. */
async function fillSignIn(page: Page, { password, keep = false }: { password: string; keep?: boolean }): Promise<void> {
  const dialog = page.getByRole('dialog', { name: 'Sign in' });
  await dialog.getByRole('textbox', { name: 'User name' }).fill('ada');
  await dialog.getByLabel('Token or password').fill(password);
  if (keep) await dialog.getByRole('checkbox', { name: 'Keep me signed in on this computer' }).check();
  await dialog.getByRole('button', { name: 'Sign in' }).click();
  await dialog.waitFor({ state: 'detached' });
}

describe('signing in to a git host', () => {
  it('asks who the person is, says when the host does not agree, and clones when it does', async () => {
    const repository = await buildRepository({ files: { 'posts/one.md': '# One\n\nWords.\n' } });
    const host = await startGitHost({ repository: repository.path, user: { name: 'ada', password: 'a token' } });
    const product = await startProduct({ remote: host.url });
    const { page } = await openPage({ url: product.url });
    const { posts } = new ProductPages(page);
    const signIn = async (password: string) => {
      await page.getByRole('button', { name: 'Sign in' }).click();
      await fillSignIn(page, { password });
    };

    await expectPage(page.getByRole('heading', { level: 1, name: /^Sign in to open / })).toBeVisible();
    await signIn('a wrong one');
    await expectPage(page.getByRole('alert')).toContainText('Sign-in needed');
    await signIn('a token');
    await expectPage(posts.count('1 post')).toBeVisible();
    await expectPage(posts.link('One')).toBeVisible();

    await page.reload();
    await expectPage(posts.count('1 post')).toBeVisible();
    // In memory only: the next look at the host asks again.
    await expectPage(page.getByRole('button', { name: 'Sign in' })).toBeVisible();
    expect(await repository.git('rev-list', '--count', 'main')).toBe('1');
  });

  it('[H1] [K1] [K3] works from a static host through the gateway, and leaves no trace of the token', async () => {
    const canary = 'canary-7f3a9d2e51';
    const traces = [canary, btoa(canary), btoa(`ada:${canary}`), encodeURIComponent(btoa(`ada:${canary}`))];
    const repository = await buildRepository({ files: { 'posts/one.md': '# One\n\nWords.\n' } });
    let isExpired = false;
    const host = await startGitHost({
      repository: repository.path,
      user: { name: 'ada', password: canary },
      intercept: (_, response) => {
        if (isExpired) response.writeHead(401).end('expired');
        return isExpired;
      },
    });
    const files: Record<string, string> = {};
    const site = await startStaticHost(() => files);
    const gateway = await startGateway({
      settings: { origins: [site.origin] },
      loopbackHosts: [new URL(host.url).host],
      host: '127.0.0.1',
      port: 0,
    });
    atEnd(() => gateway.close());
    files['galley.json'] = JSON.stringify({ repository: host.url, gateway: gateway.url, title: 'Our site' });
    const elsewhere = await startGitHost({ repository: repository.path });
    const profile = await temporaryFolder();
    const opened = await openProfile(profile);
    const { page, problems, said } = opened;
    const { posts, editor, publishing, status, goTo } = pagesOf(page);

    await page.addInitScript({ path: axePath });
    await page.goto(site.url);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await fillSignIn(page, { password: canary, keep: true });
    await expectPage(posts.count('1 post')).toBeVisible();
    await posts.link('One').click();
    await editor.typeAfter('Words.', ' More words.');
    await expectPage(status).toContainText('Saved in this browser');

    // The token is revoked amid work: the same publication goes on with a new one.
    isExpired = true;
    await editor.publish();
    await publishing.introduce({ name: 'Ada', email: 'ada@example.test' });
    await publishing.publish();
    await expectPage(publishing.dialog.getByRole('alert')).toContainText('Sign-in needed');
    isExpired = false;
    await publishing.dialog.getByRole('button', { name: 'Sign in' }).click();
    await fillSignIn(page, { password: canary, keep: true });
    await expectPage(status).toContainText('Published');
    expect(await repository.read('posts/one.md')).toBe('# One\n\nWords. More words.\n');

    // The address names the post, and the sign-in is kept over a reload.
    const asked = host.seen.length;
    await page.reload();
    await expectPage(editor.body).toContainText('More words.');
    await editor.chooseMore('Preview');
    const frame = page.frameLocator('iframe[title="Preview of the post"]');
    await expectPage(frame.getByText('Words. More words.')).toBeVisible();
    await expect.poll(() => host.seen.slice(asked).some(({ headers }) => headers['authorization'])).toBe(true);
    const whileSignedIn = await readKept(page);
    expect(Object.keys(whileSignedIn).join('\n')).toContain('database galley-sign-in kept');
    expect(whileSignedIn['database galley-sign-in kept']).toContain('key false');

    await goTo('Settings');
    await expectPage(page.getByText('Signed in as ada.')).toBeVisible();
    expect(await findAxeViolations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Sign out' }).click();
    await expectPage(page.getByText('Nobody is signed in.')).toBeVisible();
    const afterwards = await readKept(page);
    expect(afterwards['database galley-sign-in kept']?.trim()).toBe('');

    // The policy of the page holds without any header, and says nothing against the product itself.
    expect(problems.filter((problem) => !problem.includes('401'))).toEqual([]);
    const blocked = await page.evaluate(async () => {
      const violated = new Promise<string>((resolve) => {
        document.addEventListener('securitypolicyviolation', (event) => resolve(event.effectiveDirective));
      });
      await fetch('https://elsewhere.test/').catch(() => undefined);
      const outcomes = [await violated];
      const element = document.createElement('div');
      try {
        element.innerHTML = '<img src=x onerror="window.hit=1">';
      } catch {
        outcomes.push('innerHTML');
      }
      return [...outcomes, String(Reflect.get(window, 'hit'))];
    });
    expect(blocked).toEqual(['connect-src', 'innerHTML', 'undefined']);
    // So it does in the workers, whose files came without a header too.
    expect(page.workers()).not.toEqual([]);
    for (const worker of page.workers()) {
      const ran = await worker.evaluate(async (elsewhere) => {
        const attempts = [
          async () => new Worker('./other.js'),
          async () => fetch(elsewhere),
          async () => import(/* @vite-ignore */ `${elsewhere}/script.js`),
          async () => import(/* @vite-ignore */ URL.createObjectURL(new Blob(['1'], { type: 'text/javascript' }))),
          async () => Reflect.construct(Function, ['return 1']),
        ];
        // What the tools for developers run themselves may make code from text; what runs later may not.
        await new Promise((resolve) => {
          setTimeout(resolve);
        });
        const outcomes = await Promise.allSettled(attempts.map((attempt) => attempt()));
        return outcomes.map(({ status }) => status);
      }, elsewhere.origin);
      expect(ran).toEqual(['rejected', 'rejected', 'rejected', 'rejected', 'rejected']);
    }
    expect(elsewhere.seen).toEqual([]);

    await opened.close();
    const places = Object.entries({
      ...Object.fromEntries(Object.entries(whileSignedIn).map(([name, text]) => [`${name}, signed in`, text])),
      ...afterwards,
      console: said.join('\n'),
      'static host': JSON.stringify(site.seen),
      'other headers': JSON.stringify(host.seen.map(({ headers, url }) => ({ ...headers, authorization: '', url }))),
    });
    const betrayed = places.filter(([, text]) => traces.some((trace) => text.includes(trace)));
    expect(betrayed.map(([place]) => place)).toEqual([]);
    expect(await findInFiles(profile, traces)).toEqual([]);
    // What is kept on purpose is found: the search looks where it should.
    expect(afterwards['localStorage']).toContain('ada@example.test');
    expect(await findInFiles(profile, ['ada@example.test'])).not.toEqual([]);
    expect(host.seen.some(({ headers }) => headers['authorization'] === `Basic ${btoa(`ada:${canary}`)}`)).toBe(true);
  });
});

function pagesOf(page: Page) {
  const pages = new ProductPages(page);
  const { posts, editor, publishing, status } = pages;
  return { posts, editor, publishing, status, goTo: pages.goTo.bind(pages) };
}
