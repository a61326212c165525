import { jsonRanges } from './json-front-matter.ts';
import { isRowValue, type EditableRow } from './front-matter-row.ts';

/** Each key at the top of JSON `content` with the source of its value; undefined when it is no object. */
export function jsonSources(content: string): readonly (readonly [string, string])[] | undefined {
  const ranges = jsonRanges(content);
  return ranges && [...ranges].map(([key, { start, end }]) => [key, content.slice(start, end)]);
}

/** The value of `key` in JSON `content`, if it is a word, a number, yes or no, or a list of words. */
export function jsonRow(content: string, key: string): EditableRow | undefined {
  const range = jsonRanges(content)?.get(key);
  if (range === undefined) return undefined;
  const source = content.slice(range.start, range.end);
  const put = (text: string): string => content.slice(0, range.start) + text + content.slice(range.end);
  const parsed: unknown = JSON.parse(source);
  if (typeof parsed === 'string') {
    const kind = isRowValue('date', parsed) ? 'date' : 'text';
    return parsed.includes('\n')
      ? undefined
      : { kind, value: parsed, candidates: (value) => [put(JSON.stringify(value))] };
  }
  if (typeof parsed === 'number' || typeof parsed === 'boolean') {
    const kind = typeof parsed === 'number' ? 'number' : 'boolean';
    return { kind, value: source, candidates: (value) => [put(String(value))] };
  }
  if (!Array.isArray(parsed) || !parsed.every((item) => typeof item === 'string')) return undefined;
  const open = /^\[\s*/.exec(source)?.[0].slice(1) ?? '';
  const close = /\s*\]$/.exec(source)?.[0].slice(0, -1) ?? '';
  const isMany = open.includes('\n');
  return {
    kind: 'list',
    value: parsed,
    candidates: (value) => {
      if (typeof value === 'string') return [];
      const between = isMany ? `,${open}` : /,\S/.test(source) ? ',' : ', ';
      const items = value.map((item) => JSON.stringify(item)).join(between);
      return [put(items === '' ? '[]' : `[${open}${items}${close}]`)];
    },
  };
}
