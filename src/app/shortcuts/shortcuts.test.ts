import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { shortcutGroups } from './shortcuts.ts';

test('the guide for editors lists the same keys', () => {
  const guide = readFileSync(new URL('../../../docs/guide-for-editors.md', import.meta.url), 'utf8');
  const table = guide.slice(guide.indexOf('## Keys'));
  const rows = [...table.matchAll(/^\| (`.*`) \| (.*) \|$/gm)].map(([, keys, does]) => `${keys}: ${does}`);
  expect(rows).toEqual(
    shortcutGroups.flatMap((group) =>
      group.rows.map(({ keys, does }) => `${keys.map((each) => `\`${each}\``).join(' ')}: ${does}`),
    ),
  );
});

test('no two groups give the same keys another meaning', () => {
  const perGroup = shortcutGroups.map(({ rows }) => rows.flatMap(({ keys }) => keys));
  for (const keys of perGroup) expect(new Set(keys).size).toBe(keys.length);
});
