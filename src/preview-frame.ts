import type { FrameOrder, FramePicture, FrameReport } from '#app';

/*
 * The script of the preview's frame. It runs on an origin of its own that has nothing, under a policy that lets no other script run, and
 * draws what the page sends it. It is written into the frame's document whole, so it imports nothing at run time.
 */

type Show = Extract<FrameOrder, { readonly kind: 'show' }>;

interface DrawnPiece {
  readonly block: number;
  readonly html: string;
  readonly nodes: readonly ChildNode[];
}

interface HtmlPolicy {
  createHTML(html: string): string;
}

interface PolicyFactory {
  createPolicy(name: string, rules: { createHTML: (html: string) => string }): HtmlPolicy;
}

/** Browsers without Trusted Types have no such thing. */
function isPolicyFactory(value: unknown): value is PolicyFactory {
  return typeof value === 'object' && value !== null && 'createPolicy' in value;
}

const types: unknown = Reflect.get(window, 'trustedTypes');
/** What comes here was cleaned by the page, which alone can send it. */
const policy = isPolicyFactory(types)
  ? types.createPolicy('galley-preview', { createHTML: (html) => html })
  : undefined;

const pictures = new Map<string, FramePicture>();
const addresses = new Map<string, string>();
let drawnPage: string | undefined;
let drawnSheets = '';
let slot: Element = document.body;
let drawn: readonly DrawnPiece[] = [];
/** Scrolling that the page asked for is not reported back. */
let quietUntil = 0;

function report(message: FrameReport): void {
  window.parent.postMessage(message, '*');
}

function nodesOf(html: string): DocumentFragment {
  const template = document.createElement('template');
  template.innerHTML = policy?.createHTML(html) ?? html;
  // What was cleaned has neither; one that came through all the same would take the frame elsewhere, or a name of the document.
  for (const element of template.content.querySelectorAll('meta')) element.remove();
  for (const element of template.content.querySelectorAll('[name]')) element.removeAttribute('name');
  return template.content;
}

function show(order: Show): void {
  if (order.language !== null) document.documentElement.lang = order.language;
  showSheets(order);
  if (drawnPage !== order.page) {
    const top = document.scrollingElement?.scrollTop ?? 0;
    document.body.replaceChildren(nodesOf(order.page));
    slot = document.querySelector('[data-galley-slot]') ?? document.body;
    drawnPage = order.page;
    drawn = [];
    drawPieces(order.pieces);
    if (document.scrollingElement !== null) document.scrollingElement.scrollTop = top;
  } else drawPieces(order.pieces);
  showPictures();
}

function showSheets({ styles, sheets }: Show): void {
  const key = JSON.stringify([styles, sheets]);
  if (key === drawnSheets) return;
  drawnSheets = key;
  for (const old of document.head.querySelectorAll('style, link')) old.remove();
  for (const href of sheets) {
    const link = document.createElement('link');
    link.rel = 'stylesheet';
    link.referrerPolicy = 'no-referrer';
    link.href = href;
    document.head.append(link);
  }
  for (const text of styles) {
    const style = document.createElement('style');
    style.textContent = text;
    document.head.append(style);
  }
}

/** Draws anew only what differs: the pieces between the equal ones at both ends. */
function drawPieces(pieces: Show['pieces']): void {
  let start = 0;
  while (start < drawn.length && start < pieces.length && drawn[start]?.html === pieces[start]?.html) start += 1;
  let end = 0;
  while (
    end < drawn.length - start &&
    end < pieces.length - start &&
    drawn[drawn.length - 1 - end]?.html === pieces[pieces.length - 1 - end]?.html
  )
    end += 1;
  const anchor = drawn.slice(drawn.length - end).find(({ nodes }) => nodes.length > 0)?.nodes[0] ?? null;
  for (const { nodes } of drawn.slice(start, drawn.length - end)) for (const node of nodes) node.remove();
  const fresh = pieces.slice(start, pieces.length - end).map(({ block, html }) => {
    const content = nodesOf(html);
    const nodes = [...content.childNodes];
    slot.insertBefore(content, anchor);
    return { block, html, nodes };
  });
  const shift = pieces.length - drawn.length;
  const kept = (from: readonly DrawnPiece[], by: number, offset: number): DrawnPiece[] =>
    from.map(({ html, nodes }, index) => ({ block: pieces[offset + index + by]?.block ?? 0, html, nodes }));
  drawn = [
    ...kept(drawn.slice(0, start), 0, 0),
    ...fresh,
    ...kept(drawn.slice(drawn.length - end), shift, drawn.length - end),
  ];
}

function showPictures(): void {
  // Words give way once there is a picture: after consent, or when it was added.
  for (const note of document.querySelectorAll<HTMLElement>('span[data-galley-src]')) {
    const picture = pictures.get(note.dataset['galleySrc'] ?? '');
    if (picture === undefined || picture.kind === 'words') continue;
    const image = document.createElement('img');
    image.alt = note.dataset['galleyAlt'] ?? '';
    image.dataset['galleySrc'] = picture.address;
    swap(note, image);
  }
  for (const image of document.querySelectorAll<HTMLImageElement>('img[data-galley-src]:not([src])')) {
    const picture = pictures.get(image.dataset['galleySrc'] ?? '');
    if (picture === undefined) continue;
    if (picture.kind === 'words') {
      const note = document.createElement('span');
      note.className = 'galley-note';
      note.dataset['galleySrc'] = picture.address;
      note.dataset['galleyAlt'] = image.alt;
      note.textContent = image.alt === '' ? picture.words : `${image.alt} — ${picture.words}`;
      swap(image, note);
    } else {
      image.referrerPolicy = 'no-referrer';
      image.src = picture.kind === 'address' ? picture.url : addressOf(picture.address, picture.blob);
    }
  }
}

/** Puts `next` in the place of `old`. A piece whose own node that was has the new one, and is found again by it. */
function swap(old: ChildNode, next: ChildNode): void {
  const isOwn = old.parentNode === slot;
  old.replaceWith(next);
  if (!isOwn) return;
  drawn = drawn.map((piece) =>
    piece.nodes.includes(old) ? { ...piece, nodes: piece.nodes.map((node) => (node === old ? next : node)) } : piece,
  );
}

function addressOf(address: string, blob: Blob): string {
  const known = addresses.get(address) ?? URL.createObjectURL(blob);
  addresses.set(address, known);
  return known;
}

function boxOf({ nodes }: DrawnPiece): DOMRect | undefined {
  const element = nodes.find((node) => node instanceof Element);
  return element instanceof Element ? element.getBoundingClientRect() : undefined;
}

/** The block at the top of the window, with the part of it that is above as a fraction. */
function topBlock(): number {
  let place = 0;
  for (const [index, piece] of drawn.entries()) {
    const box = boxOf(piece);
    if (box === undefined || box.height === 0) continue;
    if (box.top > 0) return place;
    const next = drawn[index + 1]?.block ?? piece.block + 1;
    place = piece.block + (next - piece.block) * Math.min(1, -box.top / box.height);
  }
  return place;
}

function scrollTo(block: number): void {
  quietUntil = performance.now() + 200;
  if (block <= 0) {
    window.scrollTo({ top: 0 });
    return;
  }
  const index = drawn.findLastIndex((piece) => piece.block <= block && (boxOf(piece)?.height ?? 0) > 0);
  const piece = drawn[index];
  const box = piece === undefined ? undefined : boxOf(piece);
  if (piece === undefined || box === undefined) return;
  const next = drawn[index + 1]?.block ?? piece.block + 1;
  const part = Math.min(1, (block - piece.block) / Math.max(1, next - piece.block));
  window.scrollBy({ top: box.top + part * box.height });
}

window.addEventListener('message', (event: MessageEvent<FrameOrder>) => {
  if (event.source !== window.parent) return;
  const order = event.data;
  if (order.kind === 'show') show(order);
  else if (order.kind === 'scroll') scrollTo(order.block);
  else {
    for (const picture of order.pictures) pictures.set(picture.address, picture);
    showPictures();
  }
});

// Links are looked at here, not followed.
window.addEventListener('click', (event) => {
  if (event.target instanceof Element && event.target.closest('a') !== null) event.preventDefault();
});
window.addEventListener('auxclick', (event) => event.preventDefault());

let isReporting = false;
window.addEventListener(
  'scroll',
  () => {
    if (isReporting || performance.now() < quietUntil) return;
    isReporting = true;
    requestAnimationFrame(() => {
      isReporting = false;
      if (performance.now() >= quietUntil) report({ kind: 'scrolled', block: topBlock() });
    });
  },
  { passive: true },
);

/**
 * Lets pictures, fonts and style sheets come from no other hosts than those of the address, to which the person consented. Where a server
 * says so in a header as well, both hold.
 */
function narrowPolicy(): void {
  const hosts = new URLSearchParams(window.location.search)
    .getAll('host')
    .filter((name) => /^[a-z0-9.:-]+$/.test(name));
  const consented = hosts.map((name) => ` https://${name}`).join('');
  const narrowed = document.createElement('meta');
  narrowed.httpEquiv = 'Content-Security-Policy';
  narrowed.content = `style-src 'unsafe-inline'${consented}; img-src blob: data:${consented}; font-src data:${consented}`;
  document.head.append(narrowed);
}

narrowPolicy();
report({ kind: 'ready' });
