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

const mayDefine = /\[[^\]]*\]:/;

/** The definitions in the source of a locked block, in order. */
export function findDefinitions(source: string): Definition[] {
  if (!mayDefine.test(source)) return [];
  const found: Definition[] = [];
  visit(fromMarkdown(source), (node) => found.push(readDefinition(node, source)));
  return found;
}

function visit(node: Nodes, found: (definition: DefinitionNode) => void): void {
  if (node.type === 'definition') found(node);
  if (!('children' in node) || node.type === 'paragraph') return;
  for (const child of node.children) visit(child, found);
}

function readDefinition(node: DefinitionNode, source: string): Definition {
  const label = node.label ?? node.identifier;
  const from = node.position?.start.offset ?? 0;
  const to = node.position?.end.offset ?? from;
  const isFootnote = label.startsWith('^');
  return {
    identifier: node.identifier,
    url: node.url,
    title: node.title ?? null,
    source: isFootnote ? `[${label}]: x` : source.slice(from, to).replace(/^[ \t>]+/gm, ''),
  };
}
