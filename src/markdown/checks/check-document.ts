import type { Node } from 'prosemirror-model';
import { blockFacts, moved, type BlockFact } from './block-facts.ts';
import { longSentences } from './long-sentences.ts';
import type { Problem, ProblemKind } from './problem.ts';

/** Addresses as they are written in a document. */
export interface AddressesOf {
  readonly images: readonly string[];
  readonly links: readonly string[];
}

export interface CheckOptions {
  readonly isOn: (kind: ProblemKind) => boolean;
  /** Addresses that lead to nothing in the repository. What is not known is not missing. */
  readonly missing: { readonly images: ReadonlySet<string>; readonly links: ReadonlySet<string> };
}

/** No more than these are told: nobody reads on, and a list has to be drawn. */
const mostProblems = 500;

/** The addresses of pictures and links of a document, each once. */
export function addressesOf(document: Node): AddressesOf {
  const images = new Set<string>();
  const links = new Set<string>();
  for (const fact of factsOf(document)) {
    if (fact.kind === 'image') images.add(fact.src);
    if (fact.kind === 'link' && !fact.href.startsWith('#')) links.add(fact.href);
  }
  return { images: [...images], links: [...links] };
}

/**
 * What is probably not meant so in a document, in its order. Blocks are looked at once in their life, so that a second check costs
 * little more than the blocks that changed.
 */
export function checkDocument(document: Node, { isOn, missing }: CheckOptions): readonly Problem[] {
  const facts = factsOf(document);
  const targets = targetsOf(facts);
  const problems: Problem[] = [];
  let level = 1;
  for (const fact of facts) {
    const { from, to } = fact;
    switch (fact.kind) {
      case 'image':
        if (fact.alt.trim() === '') problems.push({ kind: 'missing-alt', from, to, subject: fact.src });
        if (missing.images.has(fact.src)) problems.push({ kind: 'broken-image', from, to, subject: fact.src });
        break;
      case 'link':
        problems.push(...linkProblems(fact, targets, missing.links));
        break;
      case 'heading':
        if (fact.level > level + 1) {
          const fix = { kind: 'level', level: level + 1 } as const;
          problems.push({ kind: 'skipped-heading', from, to, subject: fact.text, fix });
        }
        ({ level } = fact);
        break;
      case 'reference':
        if (!targets.definitions.has(fact.label.toLowerCase()))
          problems.push({ kind: 'missing-footnote', from, to, subject: fact.label });
        break;
      case 'definition':
        if (!targets.references.has(fact.label.toLowerCase()))
          problems.push({ kind: 'unused-footnote', from, to, subject: fact.label });
        break;
      case 'anchor':
    }
  }
  const kept = problems.filter(({ kind }) => isOn(kind));
  const all = isOn('long-sentence') ? [...kept, ...sentenceProblems(document)] : kept;
  return all.toSorted((one, other) => one.from - other.from).slice(0, mostProblems);
}

function factsOf(document: Node): readonly BlockFact[] {
  const facts: BlockFact[] = [];
  document.forEach((block, offset) => {
    for (const fact of blockFacts(block)) facts.push(moved(fact, offset));
  });
  return facts;
}

interface Targets {
  readonly anchors: ReadonlySet<string>;
  readonly references: ReadonlySet<string>;
  readonly definitions: ReadonlySet<string>;
}

function targetsOf(facts: readonly BlockFact[]): Targets {
  const anchors = new Set<string>();
  const references = new Set<string>();
  const definitions = new Set<string>();
  for (const fact of facts) {
    if (fact.kind === 'anchor') anchors.add(plainAnchor(fact.id));
    if (fact.kind === 'reference') references.add(fact.label.toLowerCase());
    if (fact.kind === 'definition') definitions.add(fact.label.toLowerCase());
    if (fact.kind === 'heading') {
      const own = /\{[^}]*#([^}\s]+)[^}]*\}\s*$/.exec(fact.text)?.[1];
      anchors.add(plainAnchor(own ?? fact.text));
    }
  }
  return { anchors, references, definitions };
}

/** Generators make a heading's id each in their way; what all keep are its letters and digits. */
function plainAnchor(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}

function linkProblems(
  fact: Extract<BlockFact, { readonly kind: 'link' }>,
  { anchors }: Targets,
  missing: ReadonlySet<string>,
): readonly Problem[] {
  const { from, to, href, text } = fact;
  const address = href.trim();
  if (address === '' || address === '#' || text.trim() === '')
    return [{ kind: 'empty-link', from, to, subject: text.trim() === '' ? address : text, fix: { kind: 'unlink' } }];
  const broken: Problem = { kind: 'broken-link', from, to, subject: address, fix: { kind: 'unlink' } };
  if (!address.startsWith('#')) return missing.has(href) ? [broken] : [];
  const anchor = plainAnchor(decoded(address.slice(1)));
  // Browsers go to the top for "#top"; a second heading of the same words ends in a number.
  const isThere = anchor === 'top' || anchors.has(anchor) || anchors.has(anchor.replace(/\d+$/, ''));
  return isThere ? [] : [broken];
}

function decoded(address: string): string {
  try {
    return decodeURIComponent(address);
  } catch (error) {
    if (error instanceof URIError) return address;
    throw error;
  }
}

function sentenceProblems(document: Node): readonly Problem[] {
  const problems: Problem[] = [];
  document.descendants((node, position) => {
    if (!node.isTextblock) return true;
    if (node.type.spec.code === true) return false;
    for (const { from, to, words } of longSentences(node)) {
      problems.push({ kind: 'long-sentence', from: position + from, to: position + to, subject: String(words) });
    }
    return false;
  });
  return problems;
}
