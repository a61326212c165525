/** What Word says of a paragraph that is in a list: `mso-list:l0 level2 lfo1`. */
const MSO_LIST = /mso-list\s*:\s*(?:l(\d+)\s+)?level(\d+)/i;

interface Item {
  readonly paragraph: HTMLElement;
  readonly list: string;
  readonly level: number;
  readonly isOrdered: boolean;
  readonly start: number;
}

/** Word writes lists as paragraphs with a bullet or number in front, and says the level in a style of its own. They become lists. */
export function wordLists(root: Element): void {
  const paragraphs = [...root.querySelectorAll<HTMLElement>('p,h1,h2,h3,h4,h5,h6')];
  let open: Item[] = [];
  for (const paragraph of paragraphs) {
    const item = readItem(paragraph);
    const follows = open.at(-1)?.paragraph.nextElementSibling === paragraph;
    if (open.length > 0 && (item === undefined || !follows)) {
      buildList(open);
      open = [];
    }
    if (item !== undefined) open.push(item);
  }
  if (open.length > 0) buildList(open);
}

function readItem(paragraph: HTMLElement): Item | undefined {
  const style = paragraph.getAttribute('style') ?? '';
  const match = MSO_LIST.exec(style);
  if (match === null || /^h[1-6]$/.test(paragraph.localName)) {
    if (match !== null) takeMarker(paragraph);
    return undefined;
  }
  const marker = takeMarker(paragraph);
  const number = /^\(?(\d+|[a-z]{1,4})[.)]/i.exec(marker)?.[1];
  return {
    paragraph,
    list: match[1] ?? '',
    level: Math.min(9, Math.max(1, Number(match[2]))),
    isOrdered: number !== undefined,
    start: /^\d{1,9}$/.test(number ?? '') ? Number(number) : 1,
  };
}

/** Takes the bullet or number out of a paragraph and returns it. Letters of symbol fonts stand for bullets: "o", "§", "·". */
function takeMarker(paragraph: HTMLElement): string {
  const ignored = [...paragraph.querySelectorAll<HTMLElement>('[style*=mso-list]')].filter((element) =>
    /mso-list\s*:\s*ignore/i.test(element.getAttribute('style') ?? ''),
  );
  const marker = ignored.map((element) => element.textContent ?? '').join('');
  for (const element of ignored) element.remove();
  return marker.replaceAll(/[\s\u00a0]+/g, '');
}

function buildList(items: readonly Item[]): void {
  const [first] = items;
  if (first === undefined) return;
  const { ownerDocument: document } = first.paragraph;
  const base = Math.min(...items.map(({ level }) => level));
  const open: { readonly list: HTMLElement; readonly item: Item }[] = [];
  const anchor = document.createElement('div');
  first.paragraph.before(anchor);
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
    const paragraph = document.createElement('p');
    paragraph.append(...item.paragraph.childNodes);
    entry.append(paragraph);
    open[depth]?.list.append(entry);
    item.paragraph.remove();
  }
  anchor.replaceWith(...anchor.childNodes);
}
