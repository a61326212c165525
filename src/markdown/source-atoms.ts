import type { PhrasingContent } from 'mdast';
import type { Mark, Node } from 'prosemirror-model';
import { leafOf, markOf, type InlineScope } from './inline-nodes.ts';
import { skipLineEnd, skipPrefix } from './line-prefix.ts';
import type { SourceBlock } from './source-tree.ts';

/** One stretch of marked source with its delimiters: `**` and `**`, `[` and `](address)`, a backtick and a backtick. */
export interface Wrap {
  readonly mark: Mark;
  /** `fixed` text says its own address (autolinks); `label` text names a definition (`[text]` and `[text][]`). */
  readonly kind: 'attention' | 'code' | 'link' | 'label' | 'fixed';
  readonly open: Range;
  readonly close: Range;
}

export interface Range {
  readonly from: number;
  readonly to: number;
}

/** One character, or one inline leaf, of a text block with the source that says it. */
export interface SourceAtom extends Range {
  /** Equal keys mean equal content, marks aside. */
  readonly key: string;
  readonly leaf: Node | null;
  /** Outermost first. */
  readonly wraps: readonly Wrap[];
  /** A line end that is shown as a space. */
  readonly isSoftBreak: boolean;
  readonly block: SourceBlock;
}

/** A text block's atoms and the range of source that they and their delimiters fill. */
export interface SourceAtoms {
  readonly atoms: readonly SourceAtom[];
  readonly content: Range;
}

const punctuation = /[!-/:-@[-`{-~]/;
const entity = /^&(?:#(\d{1,7})|#[xX]([\dA-Fa-f]{1,6})|[A-Za-z][A-Za-z\d]{0,31});/;
const ampersands = /^&(?:amp|AMP|#0*38|#[xX]0*26);/;

/** The key of a leaf, by type and attributes. */
export function leafKey(leaf: Node): string {
  return `${leaf.type.name} ${JSON.stringify(leaf.attrs)}`;
}

/**
 * Finds the source of each character of a text block by reading value and source side by side. Null when the two can't be
 * brought together; then the block can only be written anew.
 */
export function sourceAtoms(block: SourceBlock, scope: Omit<InlineScope, 'container'>): SourceAtoms | null {
  const { syntax } = block;
  if (syntax?.type !== 'paragraph' && syntax?.type !== 'heading' && syntax?.type !== 'tableCell') return null;
  const { children } = syntax;
  const first = children[0];
  const last = children.at(-1);
  if (first === undefined || last === undefined) return null;
  const walk: Walk = { scope: { ...scope, container: block.container }, block, atoms: [] };
  if (!walkChildren(children, [], walk)) return null;
  return { atoms: walk.atoms, content: { from: rangeOf(first).from, to: rangeOf(last).to } };
}

interface Walk {
  readonly scope: InlineScope;
  readonly block: SourceBlock;
  readonly atoms: SourceAtom[];
}

function rangeOf(node: PhrasingContent): Range {
  const from = node.position?.start.offset ?? 0;
  return { from, to: node.position?.end.offset ?? from };
}

function walkChildren(children: readonly PhrasingContent[], wraps: readonly Wrap[], walk: Walk): boolean {
  return children.every((child) => walkChild(child, wraps, walk));
}

function walkChild(child: PhrasingContent, wraps: readonly Wrap[], walk: Walk): boolean {
  const range = rangeOf(child);
  const { source } = walk.scope;
  if (child.type === 'text') {
    const isFixed = wraps.some(({ kind }) => kind === 'fixed');
    return walkText({ value: child.value, ...range, wraps, isLiteral: isFixed, isCode: false }, walk);
  }
  const mark = markOf(child, walk.scope);
  if (mark !== null && child.type === 'inlineCode') {
    const content = codeContent(source.slice(range.from, range.to), range.from);
    const wrap = wrapOf({ mark, kind: 'code', outer: range, inner: content });
    return walkText({ value: child.value, ...content, wraps: [...wraps, wrap], isLiteral: true, isCode: true }, walk);
  }
  if (mark !== null && 'children' in child && child.children.length > 0) {
    const first = child.children[0];
    const last = child.children.at(-1);
    if (first === undefined || last === undefined) return true;
    const inner = { from: rangeOf(first).from, to: rangeOf(last).to };
    return walkChildren(
      child.children,
      [...wraps, wrapOf({ mark, kind: kindOf(child, source), outer: range, inner })],
      walk,
    );
  }
  const leaf = leafOf(child, walk.scope);
  const to = leaf.type.name === 'hardBreak' ? afterBreak(range.to, walk.scope) : range.to;
  walk.atoms.push({ key: leafKey(leaf), leaf, from: range.from, to, wraps, isSoftBreak: false, block: walk.block });
  return true;
}

function wrapOf(wrap: { mark: Mark; kind: Wrap['kind']; outer: Range; inner: Range }): Wrap {
  const { mark, kind, outer, inner } = wrap;
  return { mark, kind, open: { from: outer.from, to: inner.from }, close: { from: inner.to, to: outer.to } };
}

function kindOf(child: PhrasingContent, source: string): Wrap['kind'] {
  if (child.type === 'link') return source[rangeOf(child).from] === '[' ? 'link' : 'fixed';
  if (child.type === 'linkReference') return child.referenceType === 'full' ? 'link' : 'label';
  return 'attention';
}

/** A hard break takes its line end and the next line's prefix and indentation with it; `<br>` does not. */
function afterBreak(to: number, { source, container }: InlineScope): number {
  const before = source[to - 1];
  if (before === '>') return to;
  let at = before === '\n' || before === '\r' ? to : skipLineEnd(source, to);
  at = skipPrefix(source, at, container);
  while (source[at] === ' ' || source[at] === '\t') at += 1;
  return at;
}

/** Where the text of a code span lies: within its backticks and within one blank at each end, if both are there. */
function codeContent(raw: string, at: number): Range {
  const ticks = /^`+/.exec(raw)?.[0].length ?? 1;
  const inner = raw.slice(ticks, raw.length - ticks);
  const blankStart = /^(?: |\r\n|\n|\r)/.exec(inner)?.[0].length ?? 0;
  const blankEnd = /(?: |\r\n|\n|\r)$/.exec(inner)?.[0].length ?? 0;
  const isPadded = blankStart > 0 && blankEnd > 0 && /[^ \r\n]/.test(inner);
  return {
    from: at + ticks + (isPadded ? blankStart : 0),
    to: at + raw.length - ticks - (isPadded ? blankEnd : 0),
  };
}

interface TextWalk extends Range {
  readonly value: string;
  readonly wraps: readonly Wrap[];
  /** Escapes and entities mean nothing inside. */
  readonly isLiteral: boolean;
  readonly isCode: boolean;
}

function walkText({ value, from, to, wraps, isLiteral, isCode }: TextWalk, walk: Walk): boolean {
  const { source, container } = walk.scope;
  const { block, atoms } = walk;
  let at = from;
  let index = 0;
  while (index < value.length) {
    const point = value.codePointAt(index) ?? 0;
    const character = String.fromCodePoint(point);
    const start = at;
    if (character === '\n' || character === '\r') {
      const next = isCode ? at : skipBlanks(source, at);
      const line = skipLineEnd(source, next);
      if (line === next) return false;
      at = skipPrefix(source, line, container);
      index = skipLineEnd(value, index);
      if (value[index] !== ' ' && value[index] !== '\t') at = skipBlanks(source, at);
      atoms.push({ key: ' ', leaf: null, from: start, to: at, wraps, isSoftBreak: true, block });
      continue;
    }
    const length = sourceLength({ source, at, value, index, character, isLiteral, isCode });
    // Some references stand for two characters: the second has no source of its own.
    const isSecond = length === 0 && at > from && source[at - 1] === ';' && source[atoms.at(-1)?.from ?? at] === '&';
    if (length === 0 && !isSecond) return false;
    at += length;
    index += character.length;
    atoms.push({ key: character, leaf: null, from: start, to: at, wraps, isSoftBreak: false, block });
  }
  return at === to || source.slice(at, to).trim() === '';
}

function skipBlanks(source: string, from: number): number {
  let at = from;
  while (source[at] === ' ' || source[at] === '\t') at += 1;
  return at;
}

interface CharacterPlace {
  readonly source: string;
  readonly at: number;
  readonly value: string;
  readonly index: number;
  readonly character: string;
  readonly isLiteral: boolean;
  readonly isCode: boolean;
}

/** How many characters of source say one character of the value; 0 when they don't. */
function sourceLength({ source, at, value, index, character, isLiteral, isCode }: CharacterPlace): number {
  const raw = source[at];
  if (raw === '\\' && source[at + 1] === character && (isCode ? character === '|' : punctuation.test(character))) {
    if (!isLiteral || isCode) return 2;
  }
  if (raw === '&' && !isLiteral) {
    const found = entity.exec(source.slice(at, at + 40))?.[0];
    const isKnown = found !== undefined && (ampersands.test(found) || !value.startsWith(found, index));
    if (isKnown && found !== undefined) return found.length;
  }
  if (source.startsWith(character, at)) return character.length;
  return raw === '\0' && character === '\u{FFFD}' ? 1 : 0;
}
