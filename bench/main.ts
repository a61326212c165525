import { mkdir, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { findOrInstallChromium } from '../scripts/find-or-install-chromium.mjs';
import { runGatewayBench } from './gateway/run-gateway-bench.ts';
import { runGitBench } from './git/run-git-bench.ts';
import { runMarkdownBench } from './markdown/run-markdown-bench.ts';
import { runReviewBench } from './review/run-review-bench.ts';
import { runTypingBench } from './typing/run-typing-bench.ts';

/** What is measured, by the name it has in the results. Names given on the command line choose some. */
const sections: Readonly<Record<string, () => Promise<unknown>>> = {
  markdown: () => runMarkdownBench(resolve('node_modules')),
  typing: () => runTypingBench(3),
  review: () => runReviewBench({ posts: 40, kilobytes: 8, rounds: 3 }),
  git: () =>
    runGitBench([
      { posts: 5_000, rounds: 5 },
      { posts: 50_000, rounds: 3 },
    ]),
  gateway: () => runGatewayBench({ clones: 200, packMegabytes: 20 }),
};

const chromium = await findOrInstallChromium();
if (chromium === undefined) throw new Error('No Chromium was found or could be installed: set CHROMIUM_PATH to one');
process.env['CHROMIUM_PATH'] = chromium;

const chosen = process.argv.slice(2);
const results: Record<string, unknown> = { node: process.version };
for (const [name, run] of Object.entries(sections)) {
  if (chosen.length > 0 && !chosen.includes(name)) continue;
  console.log(`\n${name}`);
  results[name] = await run();
}
await mkdir(resolve('bench'), { recursive: true });
await writeFile(resolve('bench/results.json'), `${JSON.stringify(results, null, 2)}\n`);
