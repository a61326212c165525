import type { Definition as DefinitionNode, Nodes } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';

/** A link or image definition that references name, or a footnote's. */
export interface Definition {
  /** Normalised, as references name it; a footnote's begins with `^`. */
  readonly identifier: string;
  readonly url: string;
  readonly title: string | null;
  /** Markdown that defines the same at any place of a text. */
  readonly source: string;
}

const footnote = /^[ \t>]*\[\^([^\]\s]+)\]:/gm;
/** The usual kind, on one line and without anything to decode: no need for a parser. */
const simpleDefinition = /^\[(?!\^)([\w .:/@#-]*\w[\w .:/@#-]*)\]: ([\w.:/@#?=%+~-]+)(?: "([\w .,:/@#-]+)")?$/;
const mayDefine = /\]:/;

/** The definitions in the source of a locked block, in order. */
export function findDefinitions(source: string): Definition[] {
  if (!mayDefine.test(source)) return [];
  const simple = simpleDefinition.exec(source);
  if (simple !== null) {
    const [, label = '', url = '', title = null] = simple;
    return [{ identifier: label.toLowerCase().trim().replace(/ +/g, ' '), url, title, source }];
  }
  const found = [...source.matchAll(footnote)].map(([, label = '']) => footnoteDefinition(label));
  visit(fromMarkdown(source), (node) => {
    if (node.label?.startsWith('^') !== true) found.push(readDefinition(node, source));
  });
  return found;
}

function visit(node: Nodes, found: (definition: DefinitionNode) => void): void {
  if (node.type === 'definition') found(node);
  if (!('children' in node) || node.type === 'paragraph') return;
  for (const child of node.children) visit(child, found);
}

function footnoteDefinition(label: string): Definition {
  return { identifier: `^${label.toLowerCase()}`, url: '', title: null, source: `[^${label}]: x` };
}

function readDefinition(node: DefinitionNode, source: string): Definition {
  const from = node.position?.start.offset ?? 0;
  const to = node.position?.end.offset ?? from;
  return {
    identifier: node.identifier,
    url: node.url,
    title: node.title ?? null,
    source: source.slice(from, to).replace(/^[ \t>]+/gm, ''),
  };
}
