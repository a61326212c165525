import { chromium } from '@playwright/test';
import { inject } from 'vitest';
import { atEnd } from './cleanup.ts';
import { chromiumArguments } from '../../../scripts/chromium-arguments.mjs';
import { collectProblems, type OpenedPage } from './open-page.ts';

export interface OpenedProfile extends OpenedPage {
  /** Everything that was written to the console. */
  readonly said: readonly string[];
}

/** Opens a page of a profile that is kept in `folder`, as a person's browser keeps it on the disk. */
export async function openProfile(folder: string): Promise<OpenedProfile> {
  const context = await chromium.launchPersistentContext(folder, {
    executablePath: inject('chromiumPath'),
    args: [...chromiumArguments],
    locale: 'en-GB',
  });
  atEnd(() => context.close());
  const page = context.pages()[0] ?? (await context.newPage());
  const said: string[] = [];
  page.on('console', (message) => said.push(message.text()));
  return { page, problems: collectProblems(page), said, close: () => context.close() };
}
