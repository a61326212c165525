import type { Node } from 'prosemirror-model';

/** Something in a block that checks look at; `from` and `to` count from the block's own position. */
export type BlockFact =
  | { readonly kind: 'image'; readonly from: number; readonly to: number; readonly src: string; readonly alt: string }
  | { readonly kind: 'link'; readonly from: number; readonly to: number; readonly href: string; readonly text: string }
  | {
      readonly kind: 'heading';
      readonly from: number;
      readonly to: number;
      readonly level: number;
      readonly text: string;
    }
  /** A footnote's mark; `isText` where it is text only, because nothing defines it. */
  | {
      readonly kind: 'reference';
      readonly from: number;
      readonly to: number;
      readonly label: string;
      readonly isText: boolean;
    }
  | { readonly kind: 'definition'; readonly from: number; readonly to: number; readonly label: string }
  /** An HTML id, which links may lead to. */
  | { readonly kind: 'anchor'; readonly from: number; readonly to: number; readonly id: string };

const known = new WeakMap<Node, readonly BlockFact[]>();

/** What checks look at in a block, in its order. Each block is looked at once in its life. */
export function blockFacts(block: Node): readonly BlockFact[] {
  const seen = known.get(block);
  if (seen !== undefined) return seen;
  const facts = block.isTextblock ? textFacts(block) : block.isAtom ? lockedFacts(block) : [];
  if (!block.isTextblock && !block.isAtom) {
    block.forEach((child, offset) => {
      for (const fact of blockFacts(child)) facts.push(moved(fact, offset + 1));
    });
  }
  known.set(block, facts);
  return facts;
}

/** The fact as seen from a place that many positions before. */
export function moved<Fact extends BlockFact>(fact: Fact, by: number): Fact {
  return { ...fact, from: fact.from + by, to: fact.to + by };
}

function textFacts(block: Node): BlockFact[] {
  const facts: BlockFact[] = [];
  if (block.type.spec.code === true) return facts;
  if (block.type.name === 'heading') {
    facts.push({
      kind: 'heading',
      from: 0,
      to: block.nodeSize,
      level: Number(block.attrs['level']),
      text: block.textContent,
    });
  }
  block.forEach((child, offset) => {
    const [from, to] = [offset + 1, offset + 1 + child.nodeSize];
    if (child.type.name === 'image') {
      facts.push({ kind: 'image', from, to, src: attribute(child, 'src'), alt: attribute(child, 'alt') });
    }
    if (child.isAtom && !child.isText) {
      facts.push(...sourceFacts(attribute(child, 'source'), { from, to }));
    }
    if (child.isText && child.text?.includes('[^') === true && child.marks.every(({ type }) => type.name !== 'code')) {
      for (const match of child.text.matchAll(/\[\^([^\]\s]+)\]/g)) {
        const start = from + match.index;
        facts.push({
          kind: 'reference',
          from: start,
          to: start + match[0].length,
          label: match[1] ?? '',
          isText: true,
        });
      }
    }
    addLink({ facts, child, from, to });
  });
  return facts;
}

/** A link goes on over neighbours that have it too, such as a bold word in it. */
function addLink(at: { facts: BlockFact[]; readonly child: Node; readonly from: number; readonly to: number }): void {
  const { facts, child, from, to } = at;
  const link = child.marks.find(({ type }) => type.name === 'link');
  if (link === undefined) return;
  const href = String(link.attrs['href'] ?? '');
  // What is no text has something to show all the same.
  const text = child.isText ? (child.text ?? '') : '\u{FFFC}';
  const index = facts.findLastIndex(({ kind }) => kind === 'link');
  const last = facts[index];
  if (last?.kind === 'link' && last.to === from && last.href === href) {
    facts[index] = { ...last, to, text: last.text + text };
  } else {
    facts.push({ kind: 'link', from, to, href, text });
  }
}

function lockedFacts(block: Node): BlockFact[] {
  return sourceFacts(attribute(block, 'source'), { from: 0, to: block.nodeSize });
}

function sourceFacts(source: string, place: { readonly from: number; readonly to: number }): BlockFact[] {
  const facts: BlockFact[] = [];
  if (source.includes('[^')) {
    for (const [, label = '', colon = ''] of source.matchAll(/\[\^([^\]\s]+)\](:?)/g)) {
      facts.push(
        colon === '' ? { kind: 'reference', ...place, label, isText: false } : { kind: 'definition', ...place, label },
      );
    }
  }
  if (source.includes('=')) {
    for (const [, id = ''] of source.matchAll(/\b(?:id|name)\s*=\s*["']?([^"'\s>]+)/gi)) {
      facts.push({ kind: 'anchor', ...place, id });
    }
  }
  return facts;
}

function attribute(node: Node, name: string): string {
  const value: unknown = node.attrs[name];
  return typeof value === 'string' ? value : '';
}
