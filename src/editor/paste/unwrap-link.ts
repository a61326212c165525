/** Where redirects that programs put around links keep the address that was meant. */
const REDIRECTS: readonly (readonly [host: RegExp, path: RegExp, parameter: string])[] = [
  [/^(?:www\.)?google\.[a-z.]+$/, /^\/url$/, 'q'],
  [/^(?:www\.)?google\.[a-z.]+$/, /^\/url$/, 'url'],
  [/^[a-z0-9]+\.safelinks\.protection\.outlook\.com$/, /^\//, 'url'],
  [/^l\.facebook\.com$/, /^\/l\.php$/, 'u'],
];
/** Places in the copied document: tables of contents, notes, bookmarks, also by the document's file. They lead nowhere in a post. */
const INSIDE = /^(?:[^/:?#]+\.(?:docx?|docm|rtf|odt))?#/i;

/** Gives a link the address that was meant; one that has none, or leads inside of the document that it was copied from, becomes its text. */
export function unwrapLink(link: HTMLAnchorElement): void {
  const href = link.getAttribute('href');
  if (href === null || href.trim() === '' || INSIDE.test(href)) {
    link.replaceWith(...link.childNodes);
    return;
  }
  // A wiki repeats the words of a link in its title.
  if (link.getAttribute('title') === (link.textContent ?? '').trim()) link.removeAttribute('title');
  const target = targetOf(href);
  if (target !== undefined) link.setAttribute('href', target);
}

function targetOf(href: string): string | undefined {
  if (!URL.canParse(href)) return undefined;
  const url = new URL(href);
  for (const [host, path, parameter] of REDIRECTS) {
    const target = host.test(url.hostname) && path.test(url.pathname) ? url.searchParams.get(parameter) : null;
    if (target !== null && /^(?:https?:\/\/|mailto:)/i.test(target)) return target;
  }
  return undefined;
}
