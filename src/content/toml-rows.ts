import { isRowValue, keptItems, type EditableRow } from './front-matter-row.ts';
import { behindTomlString, parseToml, scanToml } from './toml-front-matter.ts';

/** Each key at the top of TOML `content` with its value as JSON; undefined when it is invalid. */
export function tomlSources(content: string): readonly (readonly [string, string])[] | undefined {
  const root = parseToml(content);
  return root && Object.entries(root).map(([key, value]) => [key, JSON.stringify(value)]);
}

const list = /\[([ \t]*)(?:("(?:[^"\\\r\n]|\\.)*"|'[^'\r\n]*')[ \t]*(?:,[ \t]*|(?=\])))*\]/y;
const item = /"(?:[^"\\\r\n]|\\.)*"|'[^'\r\n]*'/g;

/** The value of `key` in TOML `content`, if it is a word, a number, a date, true or false, or a list of words on one line. */
export function tomlRow(content: string, key: string): EditableRow | undefined {
  const root = parseToml(content);
  const start = scanToml(content).get(key);
  if (root === undefined || start === undefined || !Object.hasOwn(root, key)) return undefined;
  const parsed = root[key];
  const put = (text: string, end: number): string => content.slice(0, start) + text + content.slice(end);
  if (typeof parsed === 'string') {
    const quote = content.charAt(start);
    if (content.startsWith(quote.repeat(3), start)) return undefined;
    const end = behindTomlString(content, start);
    const kind = isRowValue('date', parsed) ? 'date' : 'text';
    return {
      kind,
      value: parsed,
      candidates: (value) => (typeof value === 'string' ? quoted(value, quote).map((text) => put(text, end)) : []),
    };
  }
  if (Array.isArray(parsed)) {
    if (!parsed.every((each) => typeof each === 'string')) return undefined;
    list.lastIndex = start;
    const source = list.exec(content)?.[0];
    if (source === undefined) return undefined;
    const written = source.match(item) ?? [];
    const quote = written[0]?.charAt(0) ?? '"';
    const padding = /^\[([ \t]*)/.exec(source)?.[1] ?? '';
    return {
      kind: 'list',
      value: parsed,
      candidates: (value) => {
        if (typeof value === 'string') return [];
        const kept = keptItems(parsed, value);
        const made = value.map((each, at) => written[kept[at] ?? -1] ?? quoted(each, quote)[0] ?? '');
        return [put(made.length === 0 ? '[]' : `[${padding}${made.join(', ')}${padding}]`, start + source.length)];
      },
    };
  }
  const source = /^[^#\r\n]*/.exec(content.slice(start))?.[0].trimEnd() ?? '';
  const kind = typeof parsed === 'number' ? 'number' : typeof parsed === 'boolean' ? 'boolean' : 'date';
  if (!isRowValue(kind, source)) return undefined;
  return { kind, value: source, candidates: (value) => [put(String(value), start + source.length)] };
}

function quoted(value: string, quote: string): readonly string[] {
  const basic = JSON.stringify(value);
  return quote === "'" && !value.includes("'") ? [`'${value}'`, basic] : [basic];
}
