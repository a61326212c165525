import { buildList, type LevelItem } from './build-list.ts';

/** What Word says of a paragraph that is in a list: `mso-list:l0 level2 lfo1`. */
const MSO_LIST = /mso-list\s*:\s*(?:l(\d+)\s+)?level(\d+)/i;

/** Word writes lists as paragraphs with a bullet or number in front, and says the level in a style of its own. They become lists. */
export function wordLists(root: Element): void {
  const paragraphs = [...root.querySelectorAll<HTMLElement>('p,h1,h2,h3,h4,h5,h6')];
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

function readItem(paragraph: HTMLElement): LevelItem | undefined {
  const style = paragraph.getAttribute('style') ?? '';
  const match = MSO_LIST.exec(style);
  if (match === null || /^h[1-6]$/.test(paragraph.localName)) {
    if (match !== null) takeMarker(paragraph);
    return undefined;
  }
  const marker = takeMarker(paragraph);
  const number = /^\(?(\d+|[a-z]{1,4})[.)]/i.exec(marker)?.[1];
  const content = paragraph.ownerDocument.createElement('p');
  content.append(...paragraph.childNodes);
  return {
    place: paragraph,
    content: [content],
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
  const nodes = ignored.length > 0 ? ignored : bareMarker(paragraph);
  const marker = nodes.map((node) => node.textContent ?? '').join('');
  for (const node of nodes) node.remove();
  return marker.replaceAll(/[\s\u00a0]+/g, '');
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
