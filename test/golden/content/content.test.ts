import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { parsePost, serializePost, type PostFields } from '#content';

const folder = new URL('.', import.meta.url);
const names = readdirSync(folder)
  .filter((file) => file.endsWith('.before.md'))
  .map((file) => file.slice(0, -'.before.md'.length));

function read(file: string): string {
  return readFileSync(new URL(file, folder), 'utf8');
}

it.each(names)('writes the edit of %s into its own bytes', (name) => {
  const post = parsePost(read(`${name}.before.md`));
  const fields: PostFields = { ...post.fields, ...JSON.parse(read(`${name}.edit.json`)) };
  expect(serializePost(post, { fields, body: post.body })).toBe(read(`${name}.after.md`));
});

it.each(names)('leaves %s as it is when nothing was edited', (name) => {
  const post = parsePost(read(`${name}.after.md`));
  expect(serializePost(post, { fields: post.fields, body: post.body })).toBe(read(`${name}.after.md`));
});
