/** One item of a list as programs write it that know no nesting. */
export interface LevelItem {
  /** Where it stands; it goes when the list is built. */
  readonly place: Element;
  /** What is in it. */
  readonly content: readonly ChildNode[];
  /** Which list it says that it is of; items of another list begin a new one. */
  readonly list: string;
  readonly level: number;
  readonly isOrdered: boolean;
  readonly start: number;
}

/** Makes nested lists of items that follow each other, where the first of them stands. */
export function buildList(items: readonly LevelItem[]): void {
  const [first] = items;
  if (first === undefined) return;
  const { ownerDocument: document } = first.place;
  const base = Math.min(...items.map(({ level }) => level));
  const open: { readonly list: HTMLElement; readonly item: LevelItem }[] = [];
  const anchor = document.createElement('div');
  first.place.before(anchor);
  for (const item of items) {
    // A level that was left out would leave an item without text.
    const depth = Math.min(item.level - base, open.length);
    open.length = Math.min(open.length, depth + 1);
    const current = open[depth];
    if (current === undefined || current.item.isOrdered !== item.isOrdered || current.item.list !== item.list) {
      open.length = depth;
      const list = document.createElement(item.isOrdered ? 'ol' : 'ul');
      if (item.isOrdered && item.start !== 1) list.setAttribute('start', String(item.start));
      const parent = open[depth - 1]?.list.lastElementChild ?? anchor;
      parent.append(list);
      open.push({ list, item });
    }
    const entry = document.createElement('li');
    entry.append(...item.content);
    open[depth]?.list.append(entry);
    item.place.remove();
  }
  anchor.replaceWith(...anchor.childNodes);
}
