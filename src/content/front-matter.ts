import { GalleyError } from '#base';
import { findFrontMatter, type FrontMatter, type FrontMatterKind, type ReadFields } from './front-matter-fences.ts';
import type { FieldPlace } from './front-matter-place.ts';
import { readJson, writeJson } from './json-front-matter.ts';
import { readSimpleYaml } from './simple-yaml.ts';
import { readToml, writeToml } from './toml-front-matter.ts';
import { readYaml, writeYaml } from './yaml-front-matter.ts';

export type { FrontMatter, FrontMatterKind };

/** Reads all that there is. */
export const readFields: ReadFields = (kind, content) => {
  switch (kind) {
    case 'yaml':
      return readSimpleYaml(content) ?? readYaml(content);
    case 'toml':
      return readToml(content);
    case 'json':
      return readJson(content);
  }
};

/** The front matter that begins at `start`, the first character of the file behind a byte order mark; undefined when there is none. */
export function readFrontMatter(text: string, start: number): FrontMatter | undefined {
  return findFrontMatter(text, start, readFields);
}

function writeOne(kind: FrontMatterKind, content: string, place: FieldPlace, value: string): string | undefined {
  switch (kind) {
    case 'yaml':
      return writeYaml(content, place, value);
    case 'toml':
      return writeToml(content, place, value);
    case 'json':
      return writeJson(content, place, value);
    case 'opaque':
      return undefined;
  }
}

/**
 * The content of `frontMatter` in `text` with the given values, normalized ones; all other bytes stay.
 * Throws `unsupported` when a value can't be written in its place without touching another.
 */
export function writeFrontMatter(
  text: string,
  frontMatter: FrontMatter,
  values: ReadonlyMap<FieldPlace['field'], string>,
): string {
  let content = text.slice(frontMatter.contentStart, frontMatter.contentEnd);
  const places = [...frontMatter.places].sort((one, other) => other.start - one.start);
  for (const place of places) {
    const value = values.get(place.field);
    if (value === undefined || value === place.value) continue;
    const written = writeOne(frontMatter.kind, content, place, value);
    if (written === undefined) {
      throw new GalleyError('unsupported', 'This value of the front matter can only be edited as source', {
        data: { field: place.field },
      });
    }
    content = written;
  }
  return content;
}
