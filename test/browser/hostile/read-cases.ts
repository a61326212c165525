import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import type { Vectors } from './vectors.ts';

const caseSchema = v.object({
  id: v.optional(v.string()),
  /** Markdown, HTML or an address for the body of a post. */
  markdown: v.optional(v.string()),
  payload: v.optional(v.string()),
  url: v.optional(v.string()),
  /** Text for names. */
  value: v.optional(v.string()),
  s: v.optional(v.string()),
  /** The name of a file. */
  name: v.optional(v.string()),
});

/** Vectors of the files of JSON lines under `folder`, whose fields say what they are for; other lines are left out. */
export async function readCases(folder: string): Promise<Vectors> {
  const bodies: { id: string; markdown: string }[] = [];
  const names = new Set<string>();
  const files = new Set<string>();
  for (const file of (await readdir(folder, { recursive: true })).toSorted()) {
    if (!file.endsWith('.jsonl')) continue;
    for (const line of (await readFile(join(folder, file), 'utf8')).split('\n')) {
      const parsed = v.safeParse(caseSchema, line === '' ? undefined : JSON.parse(line));
      if (!parsed.success) continue;
      const { id = `${file}-${bodies.length}`, markdown, payload, url, value, s, name } = parsed.output;
      const body =
        markdown ?? payload ?? (url === undefined ? undefined : `[x](<${url}>) ![y](<${url}>) <a href="${url}">z</a>`);
      if (body !== undefined) bodies.push({ id, markdown: body });
      for (const text of [value, s]) if (text !== undefined && text !== '') names.add(text);
      if (name !== undefined && name !== '') files.add(name);
    }
  }
  return { bodies, names: [...names], files: [...files] };
}
