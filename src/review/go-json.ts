import { toWellFormed } from '#base';

/** A value as it goes into a line of notes; empty ones are left out by the caller. */
export type GoJson = string | boolean | number | readonly GoJson[] | { readonly [name: string]: GoJson };

/**
 * Writes JSON as Go's encoding/json does with its defaults: no spaces, the fields in their order, and what HTML could take for
 * markup escaped. Ids of comments are hashes of exactly these bytes.
 */
export function serializeGoJson(value: GoJson): string {
  if (typeof value === 'string') return goString(value);
  if (typeof value !== 'object') return JSON.stringify(value);
  if (isList(value)) return `[${value.map(serializeGoJson).join(',')}]`;
  const fields = Object.entries(value).map(([name, field]) => `${goString(name)}:${serializeGoJson(field)}`);
  return `{${fields.join(',')}}`;
}

function isList(value: GoJson): value is readonly GoJson[] {
  return Array.isArray(value);
}

const named: Readonly<Record<string, string>> = { '"': '\\"', '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** Go names line feed, return and tab only; a lone surrogate, which is no text, becomes the replacement character. */
function goString(text: string): string {
  const escaped = toWellFormed(text)
    // oxlint-disable-next-line no-control-regex -- control characters are what is escaped
    .replaceAll(/["\\<>&\u0000-\u001f\u2028\u2029]/g, (character) => {
      const code = character.charCodeAt(0).toString(16).padStart(4, '0');
      return named[character] ?? `\\u${code}`;
    });
  return `"${escaped}"`;
}
