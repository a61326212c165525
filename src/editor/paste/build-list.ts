/** One item of a list as programs write it that know no nesting. */
export interface LevelItem {
  /** Where it stands; it goes when the list is built. */
  readonly place: Element;
  /** What is in it. */
  readonly content: readonly ChildNode[];
  /** Which list it says that it is of. */
  readonly list: string;
  readonly level: number;
  /** How far it stands from the edge, in points; says more than the level where items of different lists meet. */
  readonly indent?: number | undefined;
  readonly isOrdered: boolean;
  /** The numbers that its marker can stand for ("i" is one, and nine); none where it says none. */
  readonly numbers: readonly number[];
}

interface OpenList {
  readonly element: HTMLElement;
  readonly isOrdered: boolean;
  last: LevelItem;
  count: number;
}

/** Points by which lines differ that are meant to begin at one place. */
const CLOSE = 4;

/** Makes nested lists of items that follow each other, where the first of them stands. */
export function buildList(items: readonly LevelItem[]): void {
  const [first] = items;
  if (first === undefined) return;
  const { ownerDocument: document } = first.place;
  const open: OpenList[] = [];
  const anchor = document.createElement('div');
  first.place.before(anchor);
  for (const item of items) {
    const closed = closeDeeper(open, item);
    const list = continued(open, closed, item);
    if (list === undefined) {
      const element = document.createElement(item.isOrdered ? 'ol' : 'ul');
      const count = Math.min(...item.numbers, Number.POSITIVE_INFINITY);
      if (item.isOrdered && Number.isFinite(count) && count !== 1) element.setAttribute('start', String(count));
      (open.at(-1)?.element.lastElementChild ?? anchor).append(element);
      open.push({ element, isOrdered: item.isOrdered, last: item, count: Number.isFinite(count) ? count : 1 });
    } else {
      list.last = item;
      list.count += 1;
    }
    const entry = document.createElement('li');
    entry.append(...item.content);
    open.at(-1)?.element.append(entry);
    item.place.remove();
  }
  anchor.replaceWith(...anchor.childNodes);
}

/** Closes the lists that are deeper than the item. Returns the outermost of them: with nothing around it, the item may stand in it yet. */
function closeDeeper(open: OpenList[], item: LevelItem): OpenList | undefined {
  let closed: OpenList | undefined;
  for (let last = open.at(-1); last !== undefined && depthBeside(item, last.last) < 0; last = open.at(-1))
    closed = open.pop();
  return closed;
}

/** Below zero where `item` stands farther out than `other`, above where it is deeper: by level in one list, by indent in different ones. */
function depthBeside(item: LevelItem, other: LevelItem): number {
  if (item.list === other.list || item.indent === undefined || other.indent === undefined)
    return item.level - other.level;
  const distance = item.indent - other.indent;
  return Math.abs(distance) < CLOSE ? 0 : distance;
}

/** The list that the item continues, which is the last open one then; undefined where it begins one. */
function continued(open: OpenList[], closed: OpenList | undefined, item: LevelItem): OpenList | undefined {
  const last = open.at(-1);
  if (last !== undefined && depthBeside(item, last.last) === 0) {
    if (goesOn(last, item)) return last;
    open.pop();
    return undefined;
  }
  if (closed === undefined || !goesOn(closed, item)) return undefined;
  open.push(closed);
  return closed;
}

function goesOn(list: OpenList, item: LevelItem): boolean {
  if (list.isOrdered !== item.isOrdered) return false;
  return !item.isOrdered || item.numbers.length === 0 || item.numbers.includes(list.count + 1);
}
