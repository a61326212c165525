import { FIELD_ORDER, FRONT_MATTER_KEYS } from './front-matter-keys.ts';
import type { EditableRow } from './front-matter-row.ts';
import { readFrontMatter, type FrontMatter } from './front-matter.ts';
import { tomlRows } from './toml-front-matter.ts';
import { editableRow } from './write-front-matter-rows.ts';
import { yamlRows } from './yaml-front-matter.ts';

/** One key at the top of a post's front matter. */
export interface FrontMatterRow {
  readonly key: string;
  /** Its value as text: a string as it is, everything else as it is written or as JSON. */
  readonly value: string;
  /** It is one of the post's fields that have controls of their own. */
  readonly isField: boolean;
  /** The value as it can be edited in its place; null where it only can as source. */
  readonly editing: Pick<EditableRow, 'kind' | 'value'> | null;
}

/** The keys at the top of the front matter of a post's text, in their order; none where there is none or it can't be read. */
export function frontMatterRows(source: string): readonly FrontMatterRow[] {
  const start = source.charCodeAt(0) === 0xfeff ? 1 : 0;
  const frontMatter = readFrontMatter(source, start);
  if (frontMatter === undefined) return [];
  const content = source.slice(frontMatter.contentStart, frontMatter.contentEnd);
  const values = new Map(frontMatter.places.map(({ field, value }) => [field, value]));
  const entries = entriesOf(frontMatter, content);
  const taken = new Set<string>();
  for (const field of FIELD_ORDER) {
    const own = FRONT_MATTER_KEYS[field].find((name) => entries.some(([key, value]) => key === name && isText(value)));
    if (values.has(field) && own !== undefined) taken.add(own);
  }
  return entries.map(([key, value]) => ({
    key,
    value: textOf(value),
    isField: taken.has(key),
    editing: taken.has(key) ? null : (editableRow(frontMatter.kind, content, key) ?? null),
  }));
}

function isText(value: unknown): boolean {
  return typeof value !== 'object' || value === null;
}

function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  return value instanceof Date ? value.toISOString() : (JSON.stringify(value) ?? '');
}

function entriesOf({ kind }: FrontMatter, content: string): readonly (readonly [string, unknown])[] {
  switch (kind) {
    case 'yaml':
      return yamlRows(content);
    case 'toml':
      return tomlRows(content);
    case 'json': {
      const value: unknown = JSON.parse(content);
      return typeof value === 'object' && value !== null ? Object.entries(value) : [];
    }
    case 'opaque':
      return [];
  }
}
