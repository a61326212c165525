import { common, createLowlight } from 'lowlight';

/** A stretch of code, in UTF-16 units from its start, and how it is coloured. */
export interface CodeStretch {
  readonly from: number;
  readonly to: number;
  readonly kind: CodeKind;
}

/** The kinds of which the colours are tokens. */
export type CodeKind = 'comment' | 'keyword' | 'string' | 'number' | 'name' | 'type' | 'added' | 'removed';
export type HighlightCode = (language: string, code: string) => readonly CodeStretch[];

const kinds: Readonly<Record<string, CodeKind>> = {
  comment: 'comment',
  quote: 'comment',
  meta: 'comment',
  doctag: 'comment',
  keyword: 'keyword',
  'selector-tag': 'keyword',
  'template-tag': 'keyword',
  section: 'keyword',
  operator: 'keyword',
  string: 'string',
  regexp: 'string',
  link: 'string',
  char: 'string',
  code: 'string',
  number: 'number',
  literal: 'number',
  symbol: 'number',
  bullet: 'number',
  title: 'name',
  function: 'name',
  name: 'name',
  attr: 'name',
  attribute: 'name',
  property: 'name',
  'selector-class': 'name',
  'selector-id': 'name',
  type: 'type',
  class: 'type',
  built_in: 'type',
  'builtin-name': 'type',
  variable: 'type',
  'template-variable': 'type',
  params: 'type',
  addition: 'added',
  deletion: 'removed',
};
/** Within these the inside decides: `params` holds the names and values of parameters in the plain colour. */
const plain = new Set(['params', 'function', 'class', 'subst']);

const lowlight = createLowlight(common);

/** Whether a language is known by this name or an alias. */
export function isHighlighted(language: string): boolean {
  return lowlight.registered(language);
}

/** Colours code of a language that is known by this name or an alias; none for any other. Never throws. */
export const highlightCode: HighlightCode = (language, code) => {
  if (!isHighlighted(language)) return [];
  const found: CodeStretch[] = [];
  let at = 0;
  const visit = (nodes: readonly HastNode[], outer: CodeKind | undefined): void => {
    for (const node of nodes) {
      if (node.type === 'text') {
        const to = at + node.value.length;
        if (outer !== undefined && to > at) found.push({ from: at, to, kind: outer });
        at = to;
      } else if (node.type === 'element') visit(node.children, kindOf(node.properties['className']) ?? outer);
    }
  };
  visit(lowlight.highlight(language, code).children, undefined);
  return found;
};

type HastNode = ReturnType<typeof lowlight.highlight>['children'][number];

function kindOf(classes: unknown): CodeKind | undefined {
  if (!Array.isArray(classes)) return undefined;
  const name = String(classes[0]).replace(/^hljs-/, '');
  return plain.has(name) || !Object.hasOwn(kinds, name) ? undefined : kinds[name];
}
