import { isNode, LineCounter, parseDocument, visit, type Document } from 'yaml';

/** What is wrong, in a sentence for people, and on which line, counted from 1, where that is known. */
export interface ConfigProblem {
  readonly line: number | null;
  readonly message: string;
}

/** The values of a configuration file: plain data, made of nothing but maps, lists, strings, numbers, booleans and null. */
export interface ConfigText {
  readonly data: Record<string, unknown>;
  readonly problems: readonly ConfigProblem[];
  /** The line of the value at a path, or of what it stands in. */
  readonly lineOf: (path: readonly string[]) => number | null;
}

const mostCharacters = 65_536;
/** Depth costs stack and time; settings are three levels deep. */
const mostOpenings = 500;
const mostReported = 5;

/**
 * Reads YAML (JSON is YAML too) without its dangerous parts: no aliases, no merge keys, no tags, no second document. Never throws; a
 * text that breaks a rule gives no data and says which line is wrong.
 */
export function readConfigText(text: string): ConfigText {
  const refuse = (...problems: readonly ConfigProblem[]): ConfigText => ({ data: {}, problems, lineOf: () => null });
  if (text.length > mostCharacters) return refuse({ line: null, message: 'The file is larger than 64 KB.' });
  if ((text.match(/[[{]|[?-][ \t]+(?=[?-][ \t])/g)?.length ?? 0) > mostOpenings) {
    return refuse({ line: null, message: 'The file is nested too deeply.' });
  }
  const lines = new LineCounter();
  const document = parse(text.replace(/^\ufeff/, ''), lines);
  if (document === undefined) return refuse({ line: null, message: 'The file is not valid YAML.' });
  const lineAt = (offset: number): number => lines.linePos(offset).line;
  const wrong = [...document.errors, ...document.warnings];
  if (wrong.length > 0) {
    return refuse(
      ...wrong.slice(0, mostReported).map(({ pos, message }) => ({
        line: lineAt(pos[0]),
        message: `The file is not valid YAML here: ${firstSentence(message)}`,
      })),
    );
  }
  const forbidden = findForbidden(document);
  if (forbidden !== undefined) return refuse({ line: lineAt(forbidden.offset), message: forbidden.message });
  const data: unknown = document.toJS({ maxAliasCount: 0 });
  if (data === null || data === undefined) return { data: {}, problems: [], lineOf: () => null };
  if (!isMap(data)) {
    return refuse({ line: 1, message: 'The file has to begin with settings, such as "language: en".' });
  }
  return {
    data,
    problems: [],
    lineOf(path) {
      for (let depth = path.length; depth > 0; depth -= 1) {
        const node: unknown = document.getIn(path.slice(0, depth).map(keyOf), true);
        const offset = isNode(node) ? node.range?.[0] : undefined;
        if (offset !== undefined) return lineAt(offset);
      }
      return null;
    },
  };
}

function parse(text: string, lineCounter: LineCounter): Document.Parsed | undefined {
  try {
    return parseDocument(text, {
      schema: 'core',
      merge: false,
      prettyErrors: false,
      logLevel: 'error',
      uniqueKeys: true,
      stringKeys: true,
      lineCounter,
    });
  } catch (error) {
    // The parser gives up on some hostile input by throwing.
    if (error instanceof Error) return undefined;
    throw error;
  }
}

interface Forbidden {
  readonly offset: number;
  readonly message: string;
}

function findForbidden(document: Document.Parsed): Forbidden | undefined {
  let found: Forbidden | undefined;
  visit(document, {
    Alias(_, node) {
      found = { offset: node.range?.[0] ?? 0, message: 'References with "*" are not read here. Write the value out.' };
      return visit.BREAK;
    },
    Value(_, node) {
      if (node.tag === undefined && node.anchor === undefined) return undefined;
      const sign = node.tag === undefined ? '&' : '!';
      found = {
        offset: node.range?.[0] ?? 0,
        message: `Names with "${sign}" are not read here. Write the plain value.`,
      };
      return visit.BREAK;
    },
    Pair(_, { key }) {
      const name: unknown = isNode(key) && 'value' in key ? key.value : undefined;
      if (name !== '<<' && name !== '__proto__') return undefined;
      const offset = isNode(key) ? (key.range?.[0] ?? 0) : 0;
      found = { offset, message: `"${name}" is not read here. Write the settings out.` };
      return visit.BREAK;
    },
  });
  return found;
}

function isMap(data: unknown): data is Record<string, unknown> {
  return typeof data === 'object' && data !== null && !Array.isArray(data);
}

function keyOf(part: string): string | number {
  return /^\d+$/.test(part) ? Number(part) : part;
}

function firstSentence(message: string): string {
  const [first = ''] = message.split('\n');
  return /[.!?]$/.test(first) ? first : `${first}.`;
}
