import { startGateway } from '#server';
import { expect as playwrightExpect, type Page } from '@playwright/test';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { missingForNginx, startNginx } from '../git/other-servers.ts';
import {
  atEnd,
  axePath,
  buildRepository,
  findAxeViolations,
  openPage,
  startGitHost,
  startStaticHost,
} from './harness/index.ts';
import { ProductPages } from './pages/index.ts';

/** Long enough for a machine that does other things as well. */
const expectPage = playwrightExpect.configure({ timeout: 20_000 });

/*
 * `npm run test:hosts`: a first sign-in and a publication of a static page at each kind of host, whose API is played here, and
 * how that looks in light, dark, narrow and forced colours. GALLEY_SCREENSHOTS is a folder for pictures of it.
 */
const isLong = process.env['GALLEY_HOSTS'] === 'long';
const pictures = process.env['GALLEY_SCREENSHOTS'];
const credentials = { username: 'ann@site.test', password: 'canary-s3cret' };

interface HostPlay {
  readonly repository: string;
  readonly api: string;
  readonly tokenPage: RegExp;
  /** What the API answers, by the end of the path. */
  readonly answers: Readonly<Record<string, unknown>>;
}

const site = 'ada/site';
const hosts: Readonly<Record<string, HostPlay>> = {
  GitHub: {
    repository: `https://github.com/${site}.git`,
    api: 'https://api.github.com',
    tokenPage: /Make a token at GitHub/,
    answers: {
      '/user': { login: 'ann', id: 1, type: 'User' },
      '/repos/ada/site': { full_name: site, private: true, permissions: { pull: true, push: true } },
      '/branches/main': { name: 'main', protected: false },
      '/rules/branches/main': [],
    },
  },
  GitLab: {
    repository: `https://gitlab.com/${site}.git`,
    api: 'https://gitlab.com/api/v4',
    tokenPage: /Make a token at GitLab/,
    answers: {
      '/personal_access_tokens/self': {
        id: 4,
        revoked: false,
        active: true,
        scopes: ['read_api', 'write_repository'],
        expires_at: '2037-01-31',
      },
      '/user': { id: 1, username: 'ann' },
      '/projects/ada%2Fsite': { id: 7, permissions: { project_access: { access_level: 30 }, group_access: null } },
      '/repository/branches/main': { name: 'main', protected: false, can_push: true },
    },
  },
  Codeberg: {
    repository: `https://codeberg.org/${site}.git`,
    api: 'https://codeberg.org/api/v1',
    tokenPage: /Make a token at Codeberg/,
    answers: {
      '/user': { id: 1, login: 'ann' },
      '/repos/ada/site': { id: 7, permissions: { pull: true, push: true } },
      '/branches/main': { name: 'main', protected: false, required_approvals: 0, user_can_push: true },
    },
  },
  Bitbucket: {
    repository: `https://bitbucket.org/${site}.git`,
    api: 'https://api.bitbucket.org/2.0',
    tokenPage: /Make a token at Bitbucket/,
    answers: {
      '/user': { nickname: 'ann', display_name: 'Ann' },
      '/repositories/ada/site': { full_name: site },
      '/repositories/ada': { values: [{ full_name: site }] },
      '/refs/branches/main': { name: 'main' },
      '/branch-restrictions': { values: [] },
    },
  },
};

const looks = {
  light: { viewport: { width: 1280, height: 800 } },
  dark: { viewport: { width: 1280, height: 800 }, colorScheme: 'dark' },
  narrow: { viewport: { width: 390, height: 844 } },
  'forced colours': { viewport: { width: 1280, height: 800 }, forcedColors: 'active' },
} as const;

type Look = (state: string) => Promise<void>;

async function openStatic(look: keyof typeof looks, name: string) {
  const files: Record<string, string> = {};
  const host = await startStaticHost(() => files);
  const opened = await openPage({ context: { ...looks[look], reducedMotion: 'reduce' } });
  const { page } = opened;
  await page.addInitScript({ path: axePath });
  const findings: string[] = [];
  const see: Look = async (state) => {
    const by = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    if (by > 0) findings.push(`${state}: scrolls sideways by ${by} px`);
    findings.push(...(await findAxeViolations(page)).map((words) => `${state}: ${words}`));
    if (pictures !== undefined) await page.screenshot({ path: join(pictures, `${name} ${look} ${state}.png`) });
  };
  return { ...opened, files, host, findings, see };
}

async function writeAndPublish(page: Page): Promise<void> {
  const { posts, editor, publishing, status } = new ProductPages(page);
  await posts.link('One').click();
  await editor.typeAfter('Words.', ' More words.');
  await expectPage(status.first()).toContainText('Saved in this browser');
  await editor.publish();
  await publishing.introduce({ name: 'Ann', email: 'ann@example.test' });
  await publishing.publish();
  await expectPage(status.first()).toContainText('Published');
}

/** git behind the place where a gateway is, answering pages of `origin`. */
async function startBackend(repository: string, origin: () => string) {
  return startGitHost({
    repository,
    user: { name: credentials.username, password: credentials.password },
    intercept: (request, response) => {
      response.setHeader('access-control-allow-origin', origin());
      response.setHeader('access-control-allow-headers', 'authorization, content-type, git-protocol');
      const { url = '' } = request;
      if (request.method === 'OPTIONS') response.writeHead(204).end();
      else if (!url.startsWith('/git/')) response.writeHead(404).end();
      else request.url = url.replace(/^\/git\/.*?\/site\.git/, '/site.git');
      return response.writableEnded;
    },
  });
}

describe.runIf(isLong)('a first sign-in and a publication', () => {
  it.each(
    Object.keys(hosts).flatMap((name) =>
      Object.keys(looks).flatMap((look) => (name === 'GitHub' || look === 'light' ? [{ name, look }] : [])),
    ),
  )('at $name, in $look', async ({ name, look }) => {
    const play = hosts[name];
    if (play === undefined || !(look in looks)) throw new Error(`There is no ${name} in ${look}`);
    const repository = await buildRepository({ files: { 'posts/one.md': '# One\n\nWords.\n' }, name: 'site' });
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the names are the keys of the table
    const { page, problems, files, host, findings, see } = await openStatic(look as keyof typeof looks, name);
    const backend = await startBackend(repository.path, () => host.origin);
    await page.clock.install();
    const strangers: string[] = [];
    await page.route(/^https:/, async (route) => {
      const { pathname } = new URL(route.request().url());
      const isApi = route.request().url().startsWith(`${play.api}/`);
      const end = Object.keys(play.answers)
        .toSorted((a, b) => b.length - a.length)
        .find((path) => pathname.endsWith(path));
      if (!isApi) strangers.push(route.request().url());
      const headers = { 'access-control-allow-origin': '*', 'access-control-allow-headers': '*' };
      await route.fulfill({ json: end === undefined ? [] : play.answers[end], headers });
    });
    await page.goto(host.url);
    await page.getByRole('heading', { level: 1, name: 'Connect a repository' }).waitFor();
    await see('connect');

    files['galley.json'] = JSON.stringify({ repository: play.repository, gateway: backend.origin });
    await page.reload();
    await page.getByRole('heading', { level: 1, name: /^Sign in to open / }).waitFor();
    await see('sign-in needed');
    await page.getByRole('button', { name: 'Sign in' }).click();
    const dialog = page.getByRole('dialog', { name: 'Sign in' });
    await dialog.getByRole('link', { name: play.tokenPage }).waitFor();
    await dialog.getByRole('textbox', { name: 'User name' }).fill(credentials.username);
    await dialog.getByLabel('Token or password').fill(credentials.password);
    await dialog.getByRole('button', { name: 'Check the token' }).click();
    await dialog.getByText(/knows this token as ann/).waitFor();
    await see('host help');
    await dialog.getByRole('button', { name: 'Sign in', exact: true }).click();
    await new ProductPages(page).posts.count('1 post').waitFor();
    await writeAndPublish(page);
    expect(await repository.read('posts/one.md')).toBe('# One\n\nWords. More words.\n');

    await new ProductPages(page).goTo('Settings');
    await page.getByText(`Signed in as ${credentials.username}.`).waitFor();
    await see('signed in');
    await page.clock.fastForward('01:10:00');
    await page.getByText('Nobody is signed in.').waitFor();
    // It is where it can be pressed, in each look.
    await page.getByRole('button', { name: 'Sign in', exact: true }).click({ trial: true });
    await see('locked');

    expect(findings).toEqual([]);
    expect(strangers).toEqual([]);
    expect(problems.filter((problem) => !/status of 40[14]/.test(problem))).toEqual([]);
  });

  const missing = missingForNginx();
  it.skipIf(missing !== null)(
    `at nginx, through the gateway${missing === null ? '' : ` (skipped: ${missing})`}`,
    async () => {
      const repository = await buildRepository({ files: { 'posts/one.md': '# One\n\nWords.\n' } });
      const server = await startNginx(repository.path, { credentials });
      atEnd(() => server.stop());
      const { page, problems, files, host } = await openStatic('light', 'nginx');
      const gateway = await startGateway({
        settings: { origins: [host.origin] },
        loopbackHosts: [new URL(server.url).host],
        host: '127.0.0.1',
        port: 0,
      });
      atEnd(() => gateway.close());
      files['galley.json'] = JSON.stringify({ repository: server.url, gateway: gateway.url });
      await page.goto(host.url);
      await page.getByRole('button', { name: 'Sign in' }).click();
      const dialog = page.getByRole('dialog', { name: 'Sign in' });
      await dialog.getByRole('textbox', { name: 'User name' }).fill(credentials.username);
      await dialog.getByLabel('Token or password').fill(credentials.password);
      await dialog.getByRole('button', { name: 'Sign in', exact: true }).click();
      await new ProductPages(page).posts.count('1 post').waitFor();
      await writeAndPublish(page);
      expect(await repository.read('posts/one.md')).toBe('# One\n\nWords. More words.\n');
      expect(problems.filter((problem) => !problem.includes('401'))).toEqual([]);
    },
  );
});
