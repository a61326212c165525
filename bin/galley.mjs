#!/usr/bin/env node
// Starts the `galley` command: from the project's source it first builds what is stale, from an installed package it
// runs what the package brought. With GALLEY_PREBUILT=1 it builds nothing and runs what was built last.
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { stripVTControlCharacters } from 'node:util';

const root = fileURLToPath(new URL('..', import.meta.url));
const [command, ...rest] = process.argv.slice(2);

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  process.stderr.write(
    `Node ${process.versions.node} is too old: install Node 20.19 or newer from https://nodejs.org.\n`,
  );
  process.exit(2);
}

const hasSource = existsSync(resolve(root, 'src/cli.ts'));
const isPrebuilt = process.env.GALLEY_PREBUILT === '1' && command !== 'run' && command !== 'build';
if (hasSource && !isPrebuilt) {
  const { buildStale, bundleScript } = await import('../scripts/build.mjs').catch((thrown) => {
    if (thrown?.code !== 'ERR_MODULE_NOT_FOUND') throw thrown;
    process.stderr.write('The packages that Galley is built with are missing: run npm install first.\n');
    process.exit(2);
  });
  if (command === 'run') {
    const [file] = rest;
    if (file === undefined || !existsSync(resolve(root, file))) {
      process.stderr.write(`galley run takes a TypeScript file of the project: ${file ?? 'none was given'}.\n`);
      process.exit(2);
    }
    const bundled = await bundleScript(root, file);
    process.argv.splice(1, 3, bundled);
    await import(pathToFileURL(bundled).href);
  } else {
    const products =
      command === 'build' && rest.length > 0
        ? rest
        : command === 'check' || command === 'publish-due'
          ? ['command']
          : ['app', 'command'];
    await buildStale(root, products).catch((thrown) => {
      process.stderr.write(`The build failed: ${stripVTControlCharacters(String(thrown?.message ?? thrown)).trim()}\n`);
      process.exit(1);
    });
  }
}

if (command === 'run' || command === 'build') {
  if (!hasSource) {
    process.stderr.write(`galley ${command} is for the project's source; an installed Galley is built already.\n`);
    process.exit(2);
  }
} else {
  const { runCommand } = await import(pathToFileURL(resolve(root, 'dist/cli/cli.js')).href);
  const exitCode = await runCommand(process.argv.slice(2));
  if (exitCode !== undefined) process.exitCode = exitCode;
}
