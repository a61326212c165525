import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { refusal } from '../../lint/galley-plugin.mjs';

const root = resolve(import.meta.dirname, '../..');
const run = promisify(execFile);
const Table = v.record(v.string(), v.array(v.string()));
const Project = v.object({ references: v.array(v.object({ path: v.string() })) });
const Report = v.object({ diagnostics: v.array(v.object({ code: v.string(), filename: v.string() })) });

const table = v.parse(Table, JSON.parse(await readFile(join(root, 'lint/layers.json'), 'utf8')));
const layers = Object.keys(table);
const pairs = layers.flatMap((from) => layers.filter((to) => to !== from).map((to) => ({ from, to })));

describe('the layer table', () => {
  it('has a folder, a public face and an import name for each layer', async () => {
    const { imports } = v.parse(
      v.object({ imports: v.record(v.string(), v.string()) }),
      JSON.parse(await readFile(join(root, 'package.json'), 'utf8')),
    );
    for (const layer of layers) {
      expect(imports[`#${layer}`]).toBe(`./src/${layer}/index.ts`);
      expect(existsSync(join(root, `src/${layer}/index.ts`))).toBe(true);
    }
  });

  it.each(layers)('is what the tsconfig of %s references', async (layer) => {
    const project = v.parse(Project, JSON.parse(await readFile(join(root, `src/${layer}/tsconfig.json`), 'utf8')));
    expect(project.references.map(({ path }) => path.replace('../', '')).sort()).toEqual(
      [...(table[layer] ?? [])].sort(),
    );
  });

  it('has no cycle', () => {
    const reaches = (from: string, to: string): boolean =>
      (table[from] ?? []).some((next) => next === to || reaches(next, to));
    for (const layer of layers) expect(reaches(layer, layer)).toBe(false);
  });

  it.each(pairs)('decides the import of $to by $from', ({ from, to }) => {
    const site = { filename: join(root, `src/${from}/probe.ts`), specifier: `#${to}`, typeOnly: false };
    expect(refusal(site) === undefined).toBe((table[from] ?? []).includes(to));
  });

  it('refuses a relative path into another layer, the engine outside the worker, and packages kept for one layer', () => {
    const probe = (filename: string, specifier: string): string | undefined =>
      refusal({ filename: join(root, filename), specifier, typeOnly: false });
    expect(probe('src/app/probe.ts', '../git/git-client.ts')).toBeDefined();
    expect(probe('src/workspace/probe.ts', '#git/engine')).toBeDefined();
    expect(probe('src/worker.ts', '#git/engine')).toBeUndefined();
    expect(probe('src/workspace/probe.ts', 'isomorphic-git')).toBeDefined();
    expect(probe('src/app/probe.ts', '@tiptap/core')).toBeDefined();
    expect(probe('src/content/probe.ts', 'react')).toBeDefined();
    expect(probe('src/app/probe.ts', 'node:fs')).toBeDefined();
    expect(probe('src/app/probe.ts', '#mocks')).toBeDefined();
  });
});

describe('the lint run', () => {
  let probes: string[] = [];
  const folders: string[] = [];

  beforeAll(async () => {
    for (const from of layers) {
      const folder = await mkdtemp(join(root, `src/${from}/.probe-`));
      folders.push(folder);
      for (const to of layers) {
        if (to === from) continue;
        await writeFile(join(folder, `${to}.ts`), `import '#${to}';\n`);
      }
    }
    probes = folders;
  });

  afterAll(async () => {
    for (const folder of folders) await rm(folder, { recursive: true, force: true });
  });

  it('reports every forbidden pair and no allowed one', async () => {
    const oxlint = join(root, 'node_modules/oxlint/bin/oxlint');
    const { stdout } = await run(process.execPath, [oxlint, '-f', 'json', ...probes], {
      cwd: root,
      maxBuffer: 1 << 26,
    }).catch((failed: unknown) => v.parse(v.object({ stdout: v.string() }), failed));
    const report = v.parse(Report, JSON.parse(stdout));
    const reported = report.diagnostics
      .filter(({ code }) => code.includes('layers'))
      .map(({ filename }) => {
        const found = /src\/([^/]+)\/\.probe-[^/]+\/([^/]+)\.ts$/.exec(filename);
        return `${found?.[1]} -> ${found?.[2]}`;
      });
    const forbidden = pairs.filter(({ from, to }) => !(table[from] ?? []).includes(to));
    expect(reported.sort()).toEqual(forbidden.map(({ from, to }) => `${from} -> ${to}`).sort());
  });
});
