import { buildList, type LevelItem } from './build-list.ts';
import { markerNumbers } from './marker-numbers.ts';

/** What Word says of a paragraph that is in a list: `mso-list:l0 level2 lfo1`. */
const MSO_LIST = /mso-list\s*:\s*(?:l(\d+)\s+)?level(\d+)/i;
/** Letters of these fonts are bullets: "v", "§", "·". */
const BULLET_FONT = /(?:^|;)\s*font-family\s*:\s*["']?(?:symbol|wingdings|webdings)/i;
const POINTS: Readonly<Record<string, number>> = { pt: 1, in: 72, cm: 72 / 2.54, mm: 72 / 25.4, px: 0.75 };

/**
 * Word writes lists as paragraphs with a bullet or number in front, and says the level in a style of its own; between them it writes
 * simple items as lists of HTML. They become lists.
 */
export function wordLists(root: Element): void {
  for (const list of root.querySelectorAll('ul,ol')) if (isWordList(list)) list.replaceWith(...itemsOf(list));
  const paragraphs = [...root.querySelectorAll<HTMLElement>('p,pre,div[data-marker],h1,h2,h3,h4,h5,h6')];
  let open: LevelItem[] = [];
  for (const paragraph of paragraphs) {
    const item = readItem(paragraph);
    const follows = open.at(-1)?.place.nextElementSibling === paragraph;
    if (open.length > 0 && (item === undefined || !follows)) {
      buildList(open);
      open = [];
    }
    if (item !== undefined) open.push(item);
  }
  if (open.length > 0) buildList(open);
}

/** A list of HTML whose items all say a level, and that stands in no other list. */
function isWordList(list: Element): boolean {
  const items = [...list.querySelectorAll('li')];
  return (
    items.length > 0 &&
    (list.parentElement?.closest('ul,ol') ?? null) === null &&
    items.every((item) => MSO_LIST.test(item.getAttribute('style') ?? ''))
  );
}

/** The items of a list of HTML, each as a block with its marker. */
function itemsOf(list: Element): readonly Element[] {
  const start = list.getAttribute('start') ?? '1';
  let number = /^\d{1,9}$/.test(start) ? Number(start) : 1;
  const items: Element[] = [];
  // A list that goes on with items of deeper ones says the number of its item before them.
  if (list.getAttribute('start') !== null && list.firstElementChild?.matches('ol,ul') === true && number > 1)
    number += 1;
  for (const child of list.children) {
    if (/^[uo]l$/.test(child.localName)) items.push(...itemsOf(child));
    if (child.localName !== 'li') continue;
    const item = child.ownerDocument.createElement('div');
    item.setAttribute('style', child.getAttribute('style') ?? '');
    item.dataset['marker'] = list.localName === 'ol' ? `${number}.` : '';
    number += 1;
    const inner = [...child.children].filter((element) => /^[uo]l$/.test(element.localName));
    for (const nested of inner) nested.remove();
    item.append(...child.childNodes);
    items.push(item, ...inner.flatMap((nested) => itemsOf(nested)));
  }
  return items;
}

function readItem(paragraph: HTMLElement): LevelItem | undefined {
  const style = paragraph.getAttribute('style') ?? '';
  const match = MSO_LIST.exec(style);
  if (match === null || /^h[1-6]$/.test(paragraph.localName)) {
    if (match !== null) takeMarker(paragraph);
    return undefined;
  }
  const written = paragraph.dataset['marker'];
  const marker = written ?? takeMarker(paragraph);
  const numbers = markerNumbers(marker);
  const content = paragraph.ownerDocument.createElement('p');
  content.append(...paragraph.childNodes);
  const isBlock = written !== undefined && content.querySelector('p,div,table,ul,ol,pre,blockquote') !== null;
  return {
    place: paragraph,
    content: isBlock ? [...content.childNodes] : [content],
    list: match[1] ?? '',
    level: Math.min(9, Math.max(1, Number(match[2]))),
    indent: written === undefined ? indentOf(style) : undefined,
    isOrdered: numbers.length > 0,
    numbers,
  };
}

/** Where the marker stands, in points; undefined where nothing says. */
function indentOf(style: string): number | undefined {
  const [, size, unit] = /margin-left\s*:\s*(-?[\d.]+)(pt|in|cm|mm|px)/i.exec(style) ?? [];
  return size === undefined ? undefined : Number(size) * (POINTS[(unit ?? '').toLowerCase()] ?? 1);
}

/** Takes the bullet or number out of a paragraph and returns it; nothing for a bullet that is a letter. */
function takeMarker(paragraph: HTMLElement): string {
  const ignored = [...paragraph.querySelectorAll<HTMLElement>('[style*=mso-list]')].filter((element) =>
    /mso-list\s*:\s*ignore/i.test(element.getAttribute('style') ?? ''),
  );
  const nodes = ignored.length > 0 ? ignored : bareMarker(paragraph);
  const marker = nodes.map((node) => node.textContent ?? '').join('');
  const isBullet = nodes.some((node) => isInBulletFont(node, paragraph));
  for (const node of nodes) node.remove();
  const text = marker.replaceAll(/[\s\u00a0]+/g, '');
  return isBullet || text === 'o' ? '' : text;
}

function isInBulletFont(node: Node, paragraph: Element): boolean {
  for (let place: Node | null = node; place !== null && place !== paragraph; place = place.parentNode)
    if (place instanceof Element && BULLET_FONT.test(place.getAttribute('style') ?? '')) return true;
  return false;
}

/** A browser that was in between took the style off the marker: what is left is a bullet or number, and hard spaces behind it. */
function bareMarker(paragraph: HTMLElement): readonly ChildNode[] {
  const walker = paragraph.ownerDocument.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
  const texts: Text[] = [];
  while (texts.length < 2 && walker.nextNode() !== null) {
    const { currentNode } = walker;
    if (currentNode instanceof Text && (currentNode.data.includes('\u00a0') || currentNode.data.trim() !== ''))
      texts.push(currentNode);
  }
  const [marker, spaces] = texts;
  if (marker === undefined || spaces === undefined || !/^[\s\u00a0]*\u00a0\u00a0[\s\u00a0]*$/.test(spaces.data))
    return [];
  return /^\s*(?:[^\p{L}\p{N}\s]|o|\(?(?:\d+|[a-z]{1,4})[.)])\s*$/iu.test(marker.data) ? [marker, spaces] : [];
}
