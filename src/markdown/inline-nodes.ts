import type { PhrasingContent } from 'mdast';
import { Fragment, type Mark, type Node } from 'prosemirror-model';
import type { Definition } from './find-definitions.ts';
import { joinLines, linesWithin, type Container } from './line-prefix.ts';
import { schema } from './schema.ts';

/** What reading inline content needs to know about the text around it. */
export interface InlineScope {
  readonly source: string;
  readonly container: Container;
  /** By normalised identifier. */
  readonly definitions: ReadonlyMap<string, Definition>;
}

const lineEnds = /\r\n|\n|\r/g;
const breakTag = /^<br[ \t]*\/?>$/i;
const bold = schema.mark('bold');
const italic = schema.mark('italic');
const strike = schema.mark('strike');
const code = schema.mark('code');

/** The mark that an mdast parent puts on its content, or null for what can't be a mark. */
export function markOf(node: PhrasingContent, scope: InlineScope): Mark | null {
  switch (node.type) {
    case 'emphasis':
      return italic;
    case 'strong':
      return bold;
    case 'delete':
      return strike;
    case 'inlineCode':
      return code;
    case 'link':
      return schema.mark('link', { href: node.url, title: node.title ?? null });
    case 'linkReference': {
      const definition = scope.definitions.get(node.identifier);
      return definition === undefined ? null : schema.mark('link', { href: definition.url, title: definition.title });
    }
    case 'break':
    case 'footnoteReference':
    case 'html':
    case 'image':
    case 'imageReference':
    case 'lockedInline':
    case 'text':
    default:
      return null;
  }
}

/** The document's node for an mdast leaf, or for anything that is not taken apart. */
export function leafOf(node: PhrasingContent, scope: InlineScope): Node {
  const source = () => inlineSource(node, scope);
  switch (node.type) {
    case 'break':
      return schema.node('hardBreak');
    case 'image':
      return schema.node('image', { src: node.url, alt: node.alt ?? '', title: node.title ?? null });
    case 'imageReference': {
      const definition = scope.definitions.get(node.identifier);
      return definition === undefined
        ? schema.node('lockedInline', { kind: 'image', source: source() })
        : schema.node('image', { src: definition.url, alt: node.alt ?? '', title: definition.title });
    }
    case 'footnoteReference':
      return schema.node('lockedInline', { kind: 'footnote', source: source() });
    case 'lockedInline':
    case 'html': {
      const text = source();
      if (breakTag.test(text)) return schema.node('hardBreak');
      return schema.node('lockedInline', { kind: node.type === 'html' ? 'html' : node.kind, source: text });
    }
    case 'delete':
    case 'emphasis':
    case 'inlineCode':
    case 'link':
    case 'linkReference':
    case 'strong':
    case 'text':
    default:
      return schema.node('lockedInline', { kind: node.type, source: source() });
  }
}

/** The text of a `text` or `inlineCode` value as the document shows it: line ends are spaces. */
export function shownText(value: string): string {
  return value.replace(lineEnds, ' ');
}

function inlineSource(node: PhrasingContent, scope: InlineScope): string {
  const from = node.position?.start.offset ?? 0;
  const to = node.position?.end.offset ?? from;
  const lines = linesWithin(scope.source, { from, to, container: scope.container });
  return joinLines(lines, { lineEnd: '\n', prefix: '' });
}

/** The document's inline content for mdast phrasing content. */
export function inlineNodes(children: readonly PhrasingContent[], scope: InlineScope): Fragment {
  const nodes: Node[] = [];
  collect(children, { marks: [], scope, nodes });
  return Fragment.fromArray(nodes);
}

interface Collection {
  readonly marks: readonly Mark[];
  readonly scope: InlineScope;
  readonly nodes: Node[];
}

function collect(children: readonly PhrasingContent[], { marks, scope, nodes }: Collection): void {
  for (const child of children) {
    if (child.type === 'text') {
      if (child.value !== '') nodes.push(schema.text(shownText(child.value), marks));
      continue;
    }
    const mark = markOf(child, scope);
    const inside = mark === null ? marks : mark.addToSet(marks);
    if (mark !== null && child.type === 'inlineCode') {
      if (child.value !== '') nodes.push(schema.text(shownText(child.value), inside));
    } else if (mark !== null && 'children' in child && child.children.length > 0) {
      collect(child.children, { marks: inside, scope, nodes });
    } else {
      // A link without a text has nothing to carry its mark, so it is a leaf too.
      nodes.push(leafOf(child, scope).mark(marks));
    }
  }
}
