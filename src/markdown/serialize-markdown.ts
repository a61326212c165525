import { visibleLine } from '#base';
import type { Node } from 'prosemirror-model';
import { isVirtual, visibleChildren, type Alignment } from './align-children.ts';
import { alignWithMoves } from './align-with-moves.ts';
import { lastRung, ownLead, type BlockContext, type Rung } from './block-context.ts';
import { findDefinitions } from './find-definitions.ts';
import { majorityStyle, plainStyle, type MarkdownStyle } from './majority-style.ts';
import type { ParsedMarkdown } from './parse-markdown.ts';
import { schema } from './schema.ts';
import { canVerifyLocally, verifyTouched, verifyWhole } from './verify-save.ts';
import { writeAligned, type WrittenChild } from './write-children.ts';

/** `saved`: `text` parses to the given document. `refused`: no text could be found that does, and `reason` says where. */
export type SerializeOutcome =
  | { readonly kind: 'saved'; readonly text: string }
  | { readonly kind: 'refused'; readonly reason: string };

export interface SerializeOptions {
  /** How to write what the text itself shows no preference for, such as the whole of a new file. */
  readonly style?: MarkdownStyle;
}

/**
 * Writes `document` as Markdown, keeping every byte of `original.source` that no edit has touched. Pure. `document` may come
 * from anywhere (the editor, stored JSON): blocks are matched with the source by what they hold. What it writes has been
 * parsed again and compared with the document.
 */
export function serializeMarkdown(
  original: ParsedMarkdown,
  document: Node,
  options: SerializeOptions = {},
): SerializeOutcome {
  const { source, sourceOnly, reading } = original;
  if (sourceOnly !== null) return sourceOnlyOutcome(original, document);
  const own = ownSchema(document);
  const nodes = visibleChildren(own);
  const alignments = alignWithMoves(reading.root.children, nodes);
  if (isUnchanged(alignments, reading.root.children.length)) return { kind: 'saved', text: source };
  if (nodes.length === 0) return { kind: 'saved', text: source.startsWith('\u{FEFF}') ? '\u{FEFF}' : '' };
  const context: BlockContext = {
    source,
    definitions: reading.definitions,
    style: majorityStyle(source, reading.root, options.style ?? plainStyle),
    rung: 0,
    prefix: '',
    isHome: true,
    isTight: false,
    isItemStart: false,
    otherThan: null,
  };
  return climb(original, alignments, context);
}

/** The editor's schema equals this layer's, but its nodes are of other types. */
function ownSchema(document: Node): Node {
  return document.type.schema === schema ? document : schema.nodeFromJSON(document.toJSON());
}

function isUnchanged(alignments: readonly Alignment[], count: number): boolean {
  return alignments.length === count && alignments.every(({ isSame, index }, at) => isSame && index === at);
}

/** Writes, reads back, and writes the blocks that came back wrong more carefully, until all are right or nothing is left to try. */
function climb(original: ParsedMarkdown, alignments: readonly Alignment[], context: BlockContext): SerializeOutcome {
  const rungs: Rung[] = alignments.map(() => 0);
  const nodes = alignments.map(({ node }) => node);
  for (;;) {
    const written = writeAligned(alignments, context, (index) => rungs[index] ?? 0);
    const text = wholeText(original, written, context);
    const touched = touchedBlocks(original, written, rungs);
    const isLocal = canVerifyLocally(original, written, touched);
    let failed = verifyTouched(original, { written, touched, head: headOf(original, written) });
    if (!isLocal) {
      const wrong = verifyWhole(text, nodes);
      // Alone, a mark lacks a footnote that is new elsewhere; where it stands, it has it.
      if (failed.length === 0 || wrong.length === 0) failed = wrong;
    }
    if (failed.length === 0) return { kind: 'saved', text };
    let hasClimbed = false;
    for (const index of climbers(failed, touched, rungs)) {
      const rung = rungs[index] ?? lastRung;
      const next = nextRung(rung);
      if (next === null) continue;
      rungs[index] = next;
      hasClimbed = true;
    }
    if (hasClimbed) continue;
    // What is read back alone may lack something from far away that it has in its place.
    if (verifyWhole(text, nodes).length === 0) return { kind: 'saved', text };
    return { kind: 'refused', reason: lostDefinition(original, nodes) ?? refusal(alignments, failed) };
  }
}

function nextRung(rung: Rung): Rung | null {
  if (rung === 0) return 1;
  if (rung === 1) return 2;
  if (rung === 2) return 3;
  return rung === 3 ? lastRung : null;
}

/** The touched ones of the failed blocks and of those beside them; when they have climbed as far as can be, their neighbours. */
function climbers(failed: readonly number[], touched: readonly boolean[], rungs: readonly Rung[]): readonly number[] {
  const near = [...new Set(failed.flatMap((index) => [index - 1, index, index + 1]))].filter((index) => index in rungs);
  const able = (index: number): boolean => (rungs[index] ?? lastRung) < lastRung;
  const own = failed.filter((index) => touched[index] === true && able(index));
  if (own.length > 0) return own;
  const beside = near.filter((index) => touched[index] === true && able(index));
  if (beside.length > 0) return beside;
  const others = near.filter(able);
  if (others.length > 0) return others;
  return touched.flatMap((isTouched, index) => (isTouched && able(index) ? [index] : []));
}

function touchedBlocks(
  { reading }: ParsedMarkdown,
  written: readonly WrittenChild[],
  rungs: readonly Rung[],
): boolean[] {
  const count = reading.root.children.length;
  const isKept = (at: number): boolean => {
    const alignment = written[at]?.alignment;
    return alignment?.isSame === true && (rungs[at] ?? 0) < 3;
  };
  return written.map(({ alignment, text }, at) => {
    if (!isKept(at) || alignment.old === null) return true;
    if (text.length !== alignment.old.to - alignment.old.from) return true;
    const before = written[at - 1]?.alignment.index ?? -1;
    const after = written[at + 1]?.alignment.index ?? count;
    return before !== alignment.index - 1 || after !== alignment.index + 1;
  });
}

function wholeText(original: ParsedMarkdown, written: readonly WrittenChild[], { style }: BlockContext): string {
  const { source, reading } = original;
  const olds = reading.root.children;
  const first = olds[0];
  const last = olds.at(-1);
  const body = written.map(({ gap, text }) => gap + text).join('');
  if (first === undefined || last === undefined) {
    return (source.startsWith('\u{FEFF}') ? '\u{FEFF}' : '') + body + style.lineEnd;
  }
  const isLastKept = written.at(-1)?.alignment.index === olds.length - 1;
  const tail = source.slice(last.to);
  return headOf(original, written) + body + (isLastKept ? tail : tail.replace(/^[ \t]+/, ''));
}

/** What stands before the first block, down to the indentation that this block had. */
function headOf({ source, reading }: ParsedMarkdown, written: readonly WrittenChild[]): string {
  const head = source.slice(0, reading.root.children[0]?.from ?? 0);
  const first = written[0];
  const old = first === undefined || first.isAnew ? null : first.alignment.old;
  if (old !== null && first?.alignment.index === 0) return head;
  return head.replace(/[ \t]+$/, '') + (old === null ? '' : (ownLead(source, old) ?? ''));
}

function sourceOnlyOutcome({ source, document: shown }: ParsedMarkdown, document: Node): SerializeOutcome {
  const children = visibleChildren(document);
  const only = children[0];
  if (document.eq(shown)) return { kind: 'saved', text: source };
  if (children.length === 1 && only?.type.name === 'lockedBlock')
    return { kind: 'saved', text: String(only.attrs['source']) };
  return { kind: 'refused', reason: 'This text can only be edited as source.' };
}

/** A footnote without its definition would turn into text, so the person is told which one is missing. */
function lostDefinition({ reading }: ParsedMarkdown, nodes: readonly Node[]): string | null {
  const kept = new Set<string>();
  const used = new Set<string>();
  for (const node of nodes) {
    const visit = (child: Node): void => {
      if (child.type.name === 'lockedBlock') {
        for (const { identifier } of findDefinitions(String(child.attrs['source']))) kept.add(identifier);
      } else if (child.type.name === 'lockedInline') {
        const label = /^\[(\^[^\]]+)\]$/.exec(String(child.attrs['source']))?.[1];
        if (label !== undefined) used.add(label.toLowerCase());
      }
    };
    visit(node);
    node.descendants(visit);
  }
  const lost = [...reading.definitions.keys()].find((one) => used.has(one.toLowerCase()) && !kept.has(one));
  return lost === undefined ? null : `The definition of [${lost}] is gone, but the text still refers to it.`;
}

function refusal(alignments: readonly Alignment[], failed: readonly number[]): string {
  const index = failed[0] ?? 0;
  const node = alignments[index]?.node;
  if (node !== undefined && hasUnsayableTask(node))
    return 'A task of a list has to begin with text: Markdown has no other kind.';
  if (node?.type.name === 'lockedBlock') return 'Markup that is not closed takes in what follows it: close it first.';
  if (node !== undefined && beginsWithMarkup(node)) {
    return 'Markup at the beginning of a paragraph would take in the text after it: put a word before it.';
  }
  const text = visibleLine((node?.textContent ?? '').trim(), 60);
  const where = text === '' ? `Block ${index + 1}` : `Block ${index + 1} (“${text}”)`;
  return `${where}: ${node === undefined || isVirtual(node) ? 'the text' : explain(node)} can't be written so that Markdown shows it the same.`;
}

function hasUnsayableTask(node: Node): boolean {
  let isFound = false;
  node.descendants((child) => {
    const isTask = child.type.name === 'listItem' && child.attrs['checked'] !== null;
    const first = isTask ? visibleChildren(child)[0] : undefined;
    if (first !== undefined && first.type.name !== 'paragraph') isFound = true;
  });
  return isFound;
}

function beginsWithMarkup(node: Node): boolean {
  let isFound = false;
  const visit = (child: Node): void => {
    const first = child.type.name === 'paragraph' ? child.firstChild : null;
    if (first?.type.name === 'lockedInline' && String(first.attrs['source']).startsWith('<')) isFound = true;
  };
  visit(node);
  node.descendants(visit);
  return isFound;
}

function explain(node: Node): string {
  const names: Readonly<Record<string, string>> = {
    paragraph: 'this paragraph',
    heading: 'this heading',
    blockquote: 'this quote',
    bulletList: 'this list',
    orderedList: 'this numbered list',
    codeBlock: 'this code block',
    table: 'this table',
  };
  return names[node.type.name] ?? 'this block';
}
