import { GalleyError } from '#base';
import type { FrontMatterKind } from './front-matter.ts';
import { isRowValue, type EditableRow, type RowValue } from './front-matter-row.ts';
import { jsonRow, jsonSources } from './json-rows.ts';
import { tomlRow, tomlSources } from './toml-rows.ts';
import { yamlRow, yamlSources } from './yaml-rows.ts';

/** What the rows of front matter shall say, by their key. */
export type FrontMatterEdit = ReadonlyMap<string, RowValue>;

/** The value of `key` at the top of `content`, if it is one that can be edited in its place. */
export function editableRow(kind: FrontMatterKind, content: string, key: string): EditableRow | undefined {
  switch (kind) {
    case 'yaml':
      return yamlRow(content, key);
    case 'toml':
      return tomlRow(content, key);
    case 'json':
      return jsonRow(content, key);
    case 'opaque':
      return undefined;
  }
}

function sources(kind: FrontMatterKind, content: string): readonly (readonly [string, string])[] | undefined {
  switch (kind) {
    case 'yaml':
      return yamlSources(content);
    case 'toml':
      return tomlSources(content);
    case 'json':
      return jsonSources(content);
    case 'opaque':
      return undefined;
  }
}

/** True when the two differ in nothing but the value of `key`. */
function isOnlyEdit(kind: FrontMatterKind, before: string, after: string, key: string): boolean {
  const [old, made] = [sources(kind, before), sources(kind, after)];
  return (
    old !== undefined &&
    old.length === made?.length &&
    old.every(([name, source], at) => made[at]?.[0] === name && (name === key || made[at][1] === source))
  );
}

function isSame(one: RowValue, other: RowValue): boolean {
  return typeof one === 'string' || typeof other === 'string'
    ? one === other
    : one.length === other.length && one.every((item, at) => item === other[at]);
}

/**
 * The content with other values in its rows, each written in its place, as it was written before as far as the value allows.
 * What was written is read again: if a value would not say what was given, or anything else changed, `unsupported` is thrown.
 */
export function writeFrontMatterRows(kind: FrontMatterKind, content: string, edit: FrontMatterEdit): string {
  let text = content;
  for (const [key, value] of edit) {
    const row = editableRow(kind, text, key);
    if (row !== undefined && isSame(row.value, value)) continue;
    const written =
      row !== undefined && isRowValue(row.kind, value)
        ? row.candidates(value).find((candidate) => {
            const made = editableRow(kind, candidate, key);
            return made?.kind === row.kind && isSame(made.value, value) && isOnlyEdit(kind, text, candidate, key);
          })
        : undefined;
    if (written === undefined) {
      throw new GalleyError('unsupported', 'This value of the front matter can only be edited as source', {
        data: { key },
      });
    }
    text = written;
  }
  return text;
}
