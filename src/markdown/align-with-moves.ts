import type { Node } from 'prosemirror-model';
import { alignChildren, type Alignment } from './align-children.ts';
import type { SourceBlock } from './source-tree.ts';

/**
 * `alignChildren`, and besides it finds what was moved or copied: a child that equals a block elsewhere among its former siblings
 * is that block, so that it keeps its own bytes. A block is moved once; what equals it again is a copy of it, at no index.
 */
export function alignWithMoves(old: readonly SourceBlock[], fresh: readonly Node[]): Alignment[] {
  const aligned = alignChildren(old, fresh);
  if (aligned.every(({ isSame, node }) => isSame || !hasSubstance(node))) return aligned;
  const claimed = new Set(aligned.flatMap(({ isSame, index }) => (isSame ? [index] : [])));
  const blocks = new Map<string, number[]>();
  old.forEach(({ node }, index) => {
    const key = keyOf(node);
    const known = blocks.get(key);
    if (known === undefined) blocks.set(key, [index]);
    else known.push(index);
  });
  return aligned.map((alignment) => {
    const { node, isSame } = alignment;
    if (isSame || !hasSubstance(node)) return alignment;
    const equal = (blocks.get(keyOf(node)) ?? []).filter((index) => old[index]?.node.eq(node) === true);
    const free = equal.find((index) => !claimed.has(index));
    const found = old[free ?? equal[0] ?? -1];
    if (found === undefined) return alignment;
    if (free !== undefined) claimed.add(free);
    return { node, old: found, index: free ?? -1, isSame: true, donors: [found] };
  });
}

/** Rules and empty items are like one another: they follow the majority rather than the first that there is. */
function hasSubstance(node: Node): boolean {
  return node.type.name === 'lockedBlock' || node.textContent !== '';
}

/** Equal nodes have equal keys. Long ones share theirs with what begins alike, which is rare. */
function keyOf(node: Node): string {
  const text = node.type.name === 'lockedBlock' ? String(node.attrs['source']) : node.textContent;
  return `${node.type.name} ${node.nodeSize} ${text.slice(0, 200)}`;
}
