import { readFileSync } from 'node:fs';
import { dirname, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const table = JSON.parse(readFileSync(resolve(root, 'lint/layers.json'), 'utf8'));

/** Packages that only the named places may import. */
const reserved = [
  { pattern: /^isomorphic-git(\/|$)/, places: ['git', 'mocks', 'test', 'bench'] },
  { pattern: /^@tiptap\//, places: ['editor', 'test', 'bench'] },
  { pattern: /^prosemirror-model$/, places: ['markdown', 'editor', 'workspace', 'test', 'bench'] },
  {
    pattern: /^(react|react-dom|react-router-dom|@tanstack\/react-[a-z]+|@base-ui\/react|lucide-react)(\/|$)/,
    places: ['ui', 'editor', 'app', 'main', 'test'],
  },
  { pattern: /^node:/, places: ['server', 'mocks', 'test', 'bench', 'scripts', 'config', 'cli'] },
];

/** The place of a file in the layer table: a layer, or "main", "worker", "cli", "mocks", "test", "bench", "scripts", "config". */
export function placeOf(filename) {
  const path = relative(root, filename).split(sep).join('/');
  if (/\.test\.tsx?$/.test(path)) return 'test';
  if (path === 'src/main.tsx') return 'main';
  if (path === 'src/worker.ts') return 'worker';
  if (path === 'src/cli.ts') return 'cli';
  const layer = /^src\/([^/]+)\//.exec(path)?.[1];
  if (layer !== undefined) return layer;
  const top = /^(mocks|test|bench|scripts)\//.exec(path)?.[1];
  return top ?? 'config';
}

/** Says why a file at `place` may not import `specifier`, or undefined when it may. */
export function refusal({ filename, specifier, typeOnly }) {
  const place = placeOf(filename);
  for (const { pattern, places } of reserved) {
    if (pattern.test(specifier) && !places.includes(place))
      return `${specifier} may only be imported in ${places.join(', ')}`;
  }
  const isLayer = Object.hasOwn(table, place);
  if (specifier.startsWith('.')) {
    const target = resolve(dirname(filename), specifier);
    const here = /^src\/([^/]+)\//.exec(relative(root, filename).split(sep).join('/'))?.[1];
    const there = /^src\/([^/]+)\//.exec(relative(root, target).split(sep).join('/'))?.[1];
    if (there !== undefined && here !== there) return `import layer ${there} as #${there}, not by a relative path`;
    return undefined;
  }
  if (!specifier.startsWith('#')) return undefined;
  const target = specifier.slice(1).split('/')[0];
  if (specifier === '#mocks')
    return place === 'test' || place === 'bench' || place === 'server'
      ? undefined
      : 'mocks are for tests, benchmarks and the demo only';
  if (!Object.hasOwn(table, target)) return `${specifier} is no layer`;
  if (specifier === '#git/engine' && isLayer)
    return '#git/engine belongs to the worker: only worker.ts and tests may import it';
  if (!isLayer) {
    if (
      place === 'mocks' &&
      !['base', 'content'].includes(target) &&
      !(typeOnly && ['git', 'hosts'].includes(target))
    ) {
      return `mocks may import base, content, and types of git and hosts, not ${target}`;
    }
    return undefined;
  }
  if (target === place) return 'within a layer, import by a relative path';
  if (!table[place].includes(target)) return `layer ${place} may not import ${target} (lint/layers.json)`;
  return undefined;
}

const layers = {
  create(context) {
    const check = (node) => {
      const specifier = node.source?.value;
      if (typeof specifier !== 'string') return;
      const typeOnly = node.importKind === 'type' || node.exportKind === 'type';
      const reason = refusal({ filename: context.filename, specifier, typeOnly });
      if (reason !== undefined) context.report({ node, message: reason });
    };
    return {
      ImportDeclaration: check,
      ImportExpression: check,
      ExportNamedDeclaration: check,
      ExportAllDeclaration: check,
    };
  },
};

export default { meta: { name: 'galley' }, rules: { layers } };
