import { readFileSync } from 'node:fs';

/** What the browser loads before the first screen: every script and style that the built page names. */
function firstScreen() {
  const html = readFileSync(new URL('./dist/app/index.html', import.meta.url), 'utf8');
  return [...html.matchAll(/(?:src|href)="[./]*(assets\/[^"]+\.(?:js|css))"/g)].map((found) => `dist/app/${found[1]}`);
}

export default [
  { name: 'first screen: JS and CSS', path: firstScreen(), gzip: true, limit: '150 kB' },
  { name: 'repository worker', path: 'dist/app/assets/worker-*.js', gzip: true, limit: '150 kB' },
  { name: 'editor', path: 'dist/app/assets/editor-screen-*.js', gzip: true, limit: '250 kB' },
];
