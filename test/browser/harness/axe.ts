import type { Page } from '@playwright/test';
import { createRequire } from 'node:module';
import * as v from 'valibot';

/** The script that pages need for `findAxeViolations`: add it before they load. */
export const axePath = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

const findings = v.array(v.object({ id: v.string(), nodes: v.array(v.object({ html: v.string() })) }));

/** What axe finds on the page as it is now, one line each, when what fades in is there whole. */
export async function findAxeViolations(page: Page): Promise<readonly string[]> {
  await page.waitForFunction(() =>
    document
      .getAnimations()
      .every(({ playState, effect }) => playState !== 'running' || effect?.getComputedTiming().iterations === Infinity),
  );
  const found: unknown = await page.evaluate('axe.run().then((result) => result.violations)');
  return v.parse(findings, found).flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}

/** What axe finds in the light look and, each line marked, in the dark one: the page is walked through once for both. */
export async function findAxeViolationsInLooks(page: Page): Promise<readonly string[]> {
  const light = await findAxeViolations(page);
  await page.emulateMedia({ colorScheme: 'dark' });
  const dark = await findAxeViolations(page);
  await page.emulateMedia({ colorScheme: 'light' });
  return [...light, ...dark.map((words) => `dark: ${words}`)];
}
