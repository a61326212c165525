const LINES = 'p,div,h1,h2,h3,h4,h5,h6,blockquote,dt,dd,section,article,main,figure,figcaption,header,footer,aside';
const BLOCKS = `${LINES},ul,ol,li,pre,table,hr`;

/**
 * Runs of line breaks become paragraphs, breaks at the ends of blocks go, spaces that were only there to be kept become spaces, and
 * blocks without anything in them go.
 */
export function divideLines(root: Element): void {
  const document = root.ownerDocument;
  plainSpaces(root);
  for (const run of root.querySelectorAll('br')) {
    if (run.parentElement === null || !root.contains(run) || run.closest('pre,table') !== null) continue;
    const following = breaksAfter(run);
    if (following.length === 0) continue;
    const block = lineAround(run, root);
    for (const other of following) other.remove();
    if (block === root || block.querySelector(BLOCKS) !== null) {
      // Loose text: an empty block parts it, and goes with the empty ones below.
      splitUpTo(run, block, document.createElement('hr'));
      continue;
    }
    splitUpTo(run, block, null);
  }
  for (const mark of root.querySelectorAll('hr[data-parts]')) mark.replaceWith(document.createElement('p'));
  trimBreaks(root);
  for (const block of [...root.querySelectorAll(`${LINES},li,ul,ol,pre`)].toReversed()) {
    const isEmpty =
      (block.textContent ?? '').trim() === '' && block.querySelector('img,hr,table,[data-galley-locked]') === null;
    if (isEmpty && !block.matches('td *,th *,[data-galley-locked]')) block.remove();
  }
}

/** The other breaks of a run that begins with `first`, with only white space between them; empty unless `first` begins one. */
function breaksAfter(first: Element): readonly ChildNode[] {
  const run: ChildNode[] = [];
  const pending: ChildNode[] = [];
  for (let node = first.nextSibling; node !== null; node = node.nextSibling) {
    if (node instanceof Element && node.localName === 'br') run.push(...pending.splice(0), node);
    else if (node instanceof Text && node.data.trim() === '') pending.push(node);
    else break;
  }
  return run;
}

function lineAround(node: Element, root: Element): Element {
  const line = node.parentElement?.closest(`${LINES},li`) ?? root;
  return root.contains(line) ? line : root;
}

/** Parts `block` at `at`, which goes; marks around it are opened again behind. With `mark`, one stands between the parts, in `block`. */
function splitUpTo(at: Element, block: Element, mark: Element | null): void {
  const document = block.ownerDocument;
  if (mark !== null) {
    let place: Element = at;
    while (place.parentElement !== null && place.parentElement !== block) place = splitParent(place);
    mark.setAttribute('data-parts', '');
    place.replaceWith(mark);
    return;
  }
  const isItem = block.localName === 'li';
  if (isItem) {
    const inner = document.createElement('p');
    inner.append(...block.childNodes);
    block.append(inner);
    splitUpTo(at, inner, null);
    return;
  }
  let place: Element = at;
  while (place.parentElement !== null && place.parentElement !== block) place = splitParent(place);
  const rest = document.createElement(
    block.localName === 'p' || /^h[1-6]$/.test(block.localName) ? 'p' : block.localName,
  );
  while (place.nextSibling !== null) rest.append(place.nextSibling);
  place.remove();
  block.after(rest);
}

/** Moves `node` out of its parent, which is parted before and behind it; returns `node`. */
function splitParent(node: Element): Element {
  const parent = node.parentElement;
  if (parent === null) return node;
  const behind = parent.cloneNode(false);
  while (node.nextSibling !== null) behind.appendChild(node.nextSibling);
  parent.after(node, behind);
  return node;
}

/** A break at the start or end of a block, and one beside a block, shows nothing. */
function trimBreaks(root: Element): void {
  for (const lineBreak of root.querySelectorAll('br')) {
    if (lineBreak.closest('pre') !== null) continue;
    if (isEdge(lineBreak, 'nextSibling', root) || isEdge(lineBreak, 'previousSibling', root)) lineBreak.remove();
  }
}

function isEdge(node: Node, side: 'nextSibling' | 'previousSibling', root: Element): boolean {
  for (let place: Node | null = node; place !== null && place !== root; place = place.parentNode) {
    if (place !== node && place instanceof Element && place.matches(BLOCKS)) return true;
    for (let next: Node | null = place[side]; next !== null; next = next[side]) {
      if (next instanceof Text && next.data.trim() === '') continue;
      return next instanceof Element && next.matches(BLOCKS);
    }
  }
  return true;
}

/** No-break spaces stay where writing has them: between digits, and beside the marks of French. */
function plainSpaces(root: Element): void {
  const walker = root.ownerDocument.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    if (!(node instanceof Text) || node.parentElement?.closest('pre') !== null) continue;
    const text = node.data
      .replaceAll(/[\u200b\ufeff\u00ad]/g, '')
      .replaceAll(/\u00a0+/g, (spaces, at: number, all: string) => {
        const [before, after] = [all[at - 1] ?? '', all[at + spaces.length] ?? ''];
        const isMeant =
          spaces.length === 1 &&
          ((/\d/.test(before) && /[\d%€$£]/.test(after)) || /[!?:;»]/.test(after) || before === '«');
        return isMeant ? spaces : ' ';
      });
    if (text !== node.data) node.data = text;
  }
}
