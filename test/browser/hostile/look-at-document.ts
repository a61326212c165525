/*
 * What runs in the page to look at it. Each function stands alone: it is sent there as text.
 */

/** Remembers what the page's globals are before anything can take their place. */
export function rememberGlobals(): void {
  const names = ['getElementById', 'createElement', 'querySelector'];
  const known = Object.fromEntries(names.map((name) => [name, Reflect.get(Document.prototype, name)]));
  Reflect.set(globalThis, 'galleyGlobals', known);
}

/** Globals whose place something else has taken, and elements that could take one by their name. */
export function lookForClobbers(): readonly string[] {
  const known: unknown = Reflect.get(globalThis, 'galleyGlobals');
  const found: string[] = [];
  if (typeof known !== 'object' || known === null) return ['nothing was remembered'];
  for (const name of Object.keys(known))
    if (Reflect.get(document, name) !== Reflect.get(known, name)) found.push(`document.${name}`);
  if (!(document.body instanceof HTMLBodyElement)) found.push('document.body');
  if (document.querySelectorAll('#root').length !== 1) found.push('#root');
  // Named elements are properties of the window and the document; the product names none of these.
  for (const element of document.querySelectorAll('a[name], img[name], form[name], iframe[name], embed, object, base'))
    found.push(`<${element.localName} name=${element.getAttribute('name') ?? ''}>`);
  for (const key of Object.keys(Object.prototype)) found.push(`Object.prototype.${key}`);
  for (const key of Object.keys(Array.prototype)) found.push(`Array.prototype.${key}`);
  return found;
}

interface Seen {
  readonly overlays: readonly string[];
  readonly names: readonly string[];
  readonly sideways: readonly string[];
}

/** Content that is not where content belongs, names that are not shown as they should be, and what scrolls sideways. */
export function lookAtDocument(): Seen {
  // Where content is drawn: it may not leave these, and is shown there as it is.
  const canvas =
    '[contenteditable], textarea, input, .cm-editor, section[aria-label^="Changes"], section[aria-label^="What "], section[aria-label^="Text of"]';
  const overlays: string[] = [];
  for (const element of document.querySelectorAll(`:is(${canvas}) *`)) {
    const { position, zIndex } = getComputedStyle(element);
    const isOver = position === 'fixed' || Number(zIndex) >= 40;
    if (isOver || /url\(/.test(element.getAttribute('style') ?? '')) overlays.push(element.outerHTML.slice(0, 160));
  }
  if (document.querySelector('[role=dialog], [role=alertdialog], [role=menu]') === null) {
    // Whoever presses a link of the navigation presses that link.
    for (const link of document.querySelectorAll('nav[aria-label=Main] a')) {
      const { left, top, width, height } = link.getBoundingClientRect();
      const hit = width === 0 ? null : document.elementFromPoint(left + width / 2, top + height / 2);
      if (hit !== null && !link.contains(hit)) overlays.push(`over the navigation: ${hit.outerHTML.slice(0, 160)}`);
    }
  }

  const hidden =
    // oxlint-disable-next-line no-control-regex -- these are what is looked for
    /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u115f\u1160\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb]|\u034f|[\u{e0000}-\u{e001f}]/u;
  const longest = 20_200;
  const names: string[] = [];
  const judge = (text: string, what: string): void => {
    const found = hidden.exec(text);
    const cut = JSON.stringify(text.slice(Math.max(0, (found?.index ?? 0) - 40), (found?.index ?? 0) + 40));
    if (found !== null) names.push(`${what}: U+${(found[0].codePointAt(0) ?? 0).toString(16)} in ${cut}`);
    if (text.length > longest) names.push(`${what}: ${text.length} characters`);
  };
  // What people say about content stands amid it, and is no content.
  const isContent = (element: Element | null): boolean => {
    const region = element?.closest(canvas) ?? null;
    const said = element?.closest('article[aria-label^="Comment by"]') ?? null;
    return region !== null && (said === null || !region.contains(said));
  };
  judge(document.title, 'title of the window');
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const parent = node.parentElement;
    if (isContent(parent) || (parent?.closest('script, style') ?? null) !== null) continue;
    judge(node.nodeValue ?? '', `text in <${parent?.localName ?? ''} class="${parent?.className ?? ''}">`);
  }
  for (const name of ['aria-label', 'aria-description', 'title', 'alt', 'placeholder']) {
    for (const element of document.querySelectorAll(`[${name}]`)) {
      if (!isContent(element.parentElement)) judge(element.getAttribute(name) ?? '', `${name} of ${element.localName}`);
    }
  }

  const sideways: string[] = [];
  const root = document.documentElement;
  if (root.scrollWidth > root.clientWidth) sideways.push(`the page, by ${root.scrollWidth - root.clientWidth} px`);
  for (const element of document.querySelectorAll('main, [role=dialog], [role=alertdialog]')) {
    const by = element.scrollWidth - element.clientWidth;
    const edge = element.getBoundingClientRect().right + 1;
    const widest = [...element.querySelectorAll('*')].find((inner) => inner.getBoundingClientRect().right > edge);
    if (by > 1) sideways.push(`${element.localName}, by ${by} px: ${widest?.outerHTML.slice(0, 200) ?? ''}`);
  }
  return { overlays, names, sideways };
}
