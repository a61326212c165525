import type { Nodes, Root } from 'mdast';

/**
 * Mends, in place, the start of each underlined heading that follows a link definition without a blank line: micromark lets it begin
 * where the definition does. The heading then begins with its text.
 */
export function mendHeadings(tree: Root): void {
  const open: Nodes[] = [tree];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (!('children' in node)) continue;
    let end = 0;
    for (const child of node.children) {
      const { position } = child;
      const first = child.type === 'heading' ? child.children[0]?.position : undefined;
      if (position !== undefined && first !== undefined && (position.start.offset ?? 0) < end)
        position.start = { ...first.start };
      end = position?.end.offset ?? end;
      if (child.type !== 'paragraph' && child.type !== 'heading') open.push(child);
    }
  }
}
