import { buildList, type LevelItem } from './build-list.ts';

/** Stands around each list of Word for the web. */
const WRAPPER = 'div.ListContainerWrapper';

/**
 * Word for the web and Slack write a nested list as lists beside each other, whose items say their
 * level. They become lists in lists.
 */
export function levelLists(root: Element): void {
  for (const wrapper of root.querySelectorAll(WRAPPER)) wrapper.replaceWith(...wrapper.childNodes);
  const seen = new Set<Element>();
  for (const list of root.querySelectorAll('ul,ol')) {
    if (seen.has(list)) continue;
    const run = runFrom(list);
    for (const each of run) seen.add(each);
    const items = run.flatMap((each) => itemsOf(each));
    if (items.some(({ level }) => level > 1) || (run.length > 1 && items.length > 0)) {
      buildList(items);
      for (const each of run) each.remove();
    }
  }
}

/** The lists that follow each other from this one on, whose items all say their level and are not nested already. */
function runFrom(list: Element): readonly Element[] {
  const run: Element[] = [];
  for (let next: Element | null = list; next !== null && isLevelled(next); next = next.nextElementSibling)
    run.push(next);
  return run;
}

function isLevelled(list: Element): boolean {
  return (
    /^[uo]l$/.test(list.localName) &&
    (list.parentElement?.closest('ul,ol') ?? null) === null &&
    list.querySelector('ul,ol') === null &&
    list.children.length > 0 &&
    [...list.children].every((item) => item.localName === 'li' && levelOf(item) !== undefined)
  );
}

function levelOf(item: Element): number | undefined {
  const level = item.getAttribute('data-aria-level');
  const indent = item.getAttribute('data-stringify-indent');
  const found = level === null ? Number(indent ?? Number.NaN) + 1 : Number(level);
  return Number.isInteger(found) && found >= 1 ? Math.min(9, found) : undefined;
}

function itemsOf(list: Element): readonly LevelItem[] {
  return [...list.children].map((item, index) => ({
    // The list goes when all are built; its items hold the places until then.
    place: index === 0 ? placeBefore(list) : item,
    content: [...item.childNodes],
    list: item.getAttribute('data-listid') ?? '',
    level: levelOf(item) ?? 1,
    isOrdered: list.localName === 'ol',
    numbers: list.localName === 'ol' ? [startOf(list) + index] : [],
  }));
}

function placeBefore(list: Element): Element {
  const place = list.ownerDocument.createElement('div');
  list.before(place);
  return place;
}

function startOf(list: Element): number {
  const start = list.getAttribute('start') ?? '1';
  return /^\d{1,9}$/.test(start) ? Number(start) : 1;
}
