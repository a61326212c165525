import type { Nodes, Root, RootContent } from 'mdast';
import type { LockedBlock } from '../locked-nodes.ts';
import { definitionSpans } from './definition-spans.ts';
import { pairMarkers, type Span } from './pair-markers.ts';
import { scanMarkers, type Marker } from './scan-markers.ts';

/**
 * Makes locked blocks, in place, of what only the tree shows: pairs of markers around Markdown, definition lists, footnote and
 * link definitions. Offsets must already point into `source`.
 */
export function lockBlocks(tree: Root, source: string): void {
  const open: Nodes[] = [tree];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (node.type === 'root' || node.type === 'blockquote' || node.type === 'listItem') {
      const children = lockedChildren(node.children, source);
      if (children !== undefined) node.children = children;
    }
    if ('children' in node && node.type !== 'paragraph') open.push(...node.children);
  }
}

/** The children with their locked blocks, or undefined where there is nothing to lock. */
function lockedChildren<T extends RootContent>(
  children: readonly T[],
  source: string,
): (T | LockedBlock)[] | undefined {
  const kinds = children.map(definitionKind);
  const pairs = pairMarkers(children.map((child) => markersOf(child, source)));
  const lists = definitionSpans(children, source);
  if (pairs.length === 0 && lists.length === 0 && kinds.every((kind) => kind === undefined)) return undefined;
  const spans = [
    ...pairs.map(({ first, last }) => ({ first, last, kind: pairKind(children[first]) })),
    ...lists.map(({ first, last }) => ({ first, last, kind: 'definition-list' })),
  ].toSorted((a, b) => a.first - b.first || b.last - a.last);
  const locked: (T | LockedBlock)[] = [];
  let next = 0;
  for (const span of spans) {
    const reach = locked.at(-1);
    if (span.first < next) {
      // Overlapping spans are one block, which keeps the kind of the first.
      if (span.last >= next && reach?.type === 'lockedBlock') {
        extend(reach, children[span.last]);
        next = span.last + 1;
      }
      continue;
    }
    for (; next < span.first; next += 1) locked.push(...lockedChild(children[next], kinds[next]));
    locked.push(...joined(children, span));
    next = span.last + 1;
  }
  for (; next < children.length; next += 1) locked.push(...lockedChild(children[next], kinds[next]));
  return locked;
}

function lockedChild<T extends RootContent>(child: T | undefined, kind: string | undefined): (T | LockedBlock)[] {
  if (child === undefined) return [];
  if (kind === undefined || child.position === undefined) return [child];
  return [{ type: 'lockedBlock', kind, position: child.position }];
}

function joined(children: readonly RootContent[], span: Span & { readonly kind: string }): LockedBlock[] {
  const first = children[span.first]?.position;
  const last = children[span.last]?.position;
  if (first === undefined || last === undefined) return [];
  return [{ type: 'lockedBlock', kind: span.kind, position: { start: first.start, end: last.end } }];
}

function extend(block: LockedBlock, last: RootContent | undefined): void {
  if (block.position !== undefined && last?.position !== undefined)
    block.position = { start: block.position.start, end: last.position.end };
}

function definitionKind(node: RootContent): string | undefined {
  if (node.type === 'definition') return 'link-definition';
  return node.type === 'footnoteDefinition' ? 'footnote-definition' : undefined;
}

function pairKind(first: RootContent | undefined): string {
  if (first?.type !== 'lockedBlock') return 'block-pair';
  return first.kind === 'liquid-tag' ? 'liquid-block' : first.kind;
}

function markersOf(node: RootContent, source: string): readonly Marker[] {
  if (node.type !== 'lockedBlock' || node.verbatim === true || node.kind === 'html-comment') return [];
  return scanMarkers(source.slice(node.position?.start.offset, node.position?.end.offset));
}
