/** Blocks whose HTML belongs together: an element that one block opens and a later one closes. */
export interface BlockGroup {
  /** The index of its first block. */
  readonly block: number;
  readonly html: string;
}

const empty = /^(?:area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr)$/i;

/** Puts blocks together until every element that they open is closed again; each other block is a group of its own. */
export function groupBlocks(blocks: readonly string[]): readonly BlockGroup[] {
  const groups: BlockGroup[] = [];
  let open = 0;
  blocks.forEach((html, block) => {
    const last = groups.at(-1);
    if (open > 0 && last !== undefined) groups[groups.length - 1] = { ...last, html: `${last.html}\n${html}` };
    else if (html !== '') groups.push({ block, html });
    open = Math.max(0, open + balance(html));
  });
  return groups;
}

/** How many more elements are opened than closed. Comments may hold anything. */
function balance(html: string): number {
  let open = 0;
  for (const [tag, close, name = ''] of html
    .replace(/<!--.*?(?:-->|$)/gs, '')
    .matchAll(/<(\/?)([a-z][\w-]*)[^>]*>/gi)) {
    if (empty.test(name) || tag.endsWith('/>')) continue;
    open += close === '/' ? -1 : 1;
  }
  return open;
}
