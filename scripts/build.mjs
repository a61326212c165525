import { createHash, randomUUID } from 'node:crypto';
import { cp, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, join, relative, resolve, sep } from 'node:path';
import { build } from 'vite';
import { thirdParty, writeNotices } from './third-party.mjs';

const isTest = /\.test\.tsx?$/;
const isServerSide = /^src\/(server\/|cli\.ts$|check-markdown\.ts$|publish-due\.ts$|tsconfig)/;

/** What is built, from what, and how. Each lands in dist under its name. */
const products = {
  app: {
    inputs: ['src', 'public', 'index.html', 'vite.config.ts', 'package.json', 'scripts'],
    counts: (path) => !isTest.test(path) && !isServerSide.test(path),
    folders: ['app'],
    make: buildApp,
  },
  command: {
    inputs: ['src', 'mocks/demo', 'package.json', 'scripts'],
    counts: (path) => !isTest.test(path) && !/^src\/(app|editor|ui)\//.test(path),
    folders: ['cli', 'demo', 'gateway'],
    make: buildCommand,
  },
};

/** Builds those of the named products whose inputs changed since they were last built; says so in one line. */
export async function buildStale(root, names) {
  for (const name of names) {
    const product = products[name];
    if (product === undefined) throw new Error(`there is no "${name}" to build: ${Object.keys(products).join(' or ')}`);
    const { inputs, counts, folders, make } = product;
    const stampFile = resolve(root, `dist/.${name}-stamp`);
    const stamp = await fingerprint(root, inputs, counts);
    const isBuilt = await Promise.all(folders.map((folder) => exists(resolve(root, 'dist', folder))));
    if (isBuilt.every(Boolean) && (await readText(stampFile)) === stamp) continue;
    process.stderr.write(`Building the ${name}…\n`);
    // Built beside and then moved in place, so that no one ever sees half of it.
    const beside = resolve(root, `dist/.${name}-${randomUUID()}`);
    try {
      await make(root, beside);
      for (const folder of folders) await replaceFolder(join(beside, folder), resolve(root, 'dist', folder));
      await writeFile(stampFile, stamp);
    } finally {
      await rm(beside, { recursive: true, force: true });
    }
  }
}

/** Builds everything into the folders of `beside`, whatever was built before. */
export async function buildAll(root, beside) {
  for (const { make } of Object.values(products)) await make(root, beside);
}

/** Bundles one TypeScript file of the project for Node and gives the path of the result. Packages stay outside. */
export async function bundleScript(root, file) {
  const folder = resolve(root, 'dist/run', basename(file).replace(/\.tsx?$/, ''));
  await buildForNode(root, { entry: file, outDir: folder, name: 'main' });
  return join(folder, 'main.js');
}

async function buildApp(root, beside) {
  // A test runner says "test" in the environment it gives its children, and React would build its development version.
  process.env.NODE_ENV = 'production';
  const { plugin, list } = thirdParty();
  await build({
    root,
    logLevel: 'warn',
    plugins: [plugin],
    worker: { plugins: () => [plugin] },
    build: { outDir: join(beside, 'app'), emptyOutDir: true },
  });
  await writeFile(join(beside, 'app/licenses.txt'), writeNotices(await list()));
  await writePreviewFrame(join(beside, 'app'));
}

/**
 * The document of the preview's frame for static hosts, which can't write the hosts of the address into its policy as the server does: the
 * script, known by its hash, narrows the policy itself before it draws anything.
 */
async function writePreviewFrame(folder) {
  const script = (await readFile(join(folder, 'preview-frame.js'), 'utf8')).trim();
  if (/<\/script|<!--/i.test(script)) throw new Error('The script of the preview can not stand in a document');
  const hash = createHash('sha256').update(script).digest('base64');
  const policy = [
    "default-src 'none'",
    `script-src 'sha256-${hash}'`,
    "style-src 'unsafe-inline' https:",
    'img-src blob: data: https:',
    'font-src data: https:',
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types galley-preview',
  ].join('; ');
  await writeFile(
    join(folder, 'preview-frame.html'),
    `<!doctype html><html><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Preview</title></head><body><script type="module">${script}</script></body></html>\n`,
  );
}

async function buildCommand(root, beside) {
  // With all that it uses inside: an installed Galley needs no other package.
  const { plugin, list } = thirdParty();
  await buildForNode(root, {
    entry: 'src/cli.ts',
    outDir: join(beside, 'cli'),
    name: 'cli',
    ssr: { noExternal: true },
    plugins: [plugin],
  });
  await buildForNode(root, {
    entry: 'src/server/gateway/edge.ts',
    outDir: join(beside, 'gateway'),
    name: 'gateway',
    ssr: { noExternal: true, target: 'webworker' },
    plugins: [plugin],
  });
  await writeFile(join(beside, 'cli/licenses.txt'), writeNotices(await list()));
  await cp(resolve(root, 'mocks/demo'), join(beside, 'demo'), { recursive: true });
}

async function buildForNode(root, { entry, outDir, name, ssr = {}, plugins = [] }) {
  await build({
    root,
    ssr,
    plugins,
    configFile: false,
    publicDir: false,
    logLevel: 'warn',
    build: {
      ssr: entry,
      outDir,
      emptyOutDir: true,
      target: 'node20',
      minify: false,
      rollupOptions: { output: { entryFileNames: `${name}.js`, chunkFileNames: '[name]-[hash].js' } },
    },
  });
}

async function fingerprint(root, inputs, counts) {
  const hash = createHash('sha256');
  for (const input of inputs) {
    for (const path of await filesUnder(resolve(root, input))) {
      const name = relative(root, path).split(sep).join('/');
      if (!counts(name)) continue;
      const { size, mtimeMs } = await stat(path);
      hash.update(`${name}\0${size}\0${mtimeMs}\n`);
    }
  }
  return hash.digest('hex');
}

async function filesUnder(path) {
  const found = await stat(path).catch(() => undefined);
  if (found === undefined) return [];
  if (found.isFile()) return [path];
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

async function replaceFolder(from, to) {
  await mkdir(resolve(to, '..'), { recursive: true });
  const old = `${to}.old-${randomUUID()}`;
  await rename(to, old).catch((thrown) => {
    if (thrown.code !== 'ENOENT') throw thrown;
  });
  await rename(from, to);
  await rm(old, { recursive: true, force: true });
}

async function exists(path) {
  return stat(path).then(
    () => true,
    () => false,
  );
}

async function readText(path) {
  return readFile(path, 'utf8').catch(() => undefined);
}
