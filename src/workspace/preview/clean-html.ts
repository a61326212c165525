import { GalleyError, imageVerdict, linkVerdict } from '#base';
import DOMPurify from 'dompurify';

/** HTML that may be shown, and the addresses of the pictures in it, which are not loaded from where it says. */
export interface CleanHtml {
  readonly html: string;
  readonly pictures: readonly string[];
}

const tags =
  'a abbr address article aside b bdi bdo blockquote br caption center cite code col colgroup dd del details dfn div dl dt em figcaption figure footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd li main mark nav ol p pre q rp rt ruby s samp section small span strong sub summary sup table tbody td tfoot th thead time tr tt u ul var wbr';
const attributes =
  'align alt class cite colspan datetime dir height href id lang open reversed rowspan scope span src start title valign value width';

/** The attribute that marks the place of the body in a template. */
export const slotAttribute = 'data-galley-slot';
/** The attribute that an image's address stands in: nothing is requested for it. */
const pictureAttribute = 'data-galley-src';

export interface CleanOptions {
  /** Keeps the mark of the body's place, for templates. */
  readonly keepSlot?: boolean;
}

/**
 * The one place that HTML of the repository goes through before it is shown: an allow list of elements and attributes without scripts,
 * styles, forms, frames and handlers; ids get a prefix; addresses are judged by the URL policy; pictures keep their address in a
 * data attribute and load nothing.
 */
export function cleanHtml(dirty: string, { keepSlot = false }: CleanOptions = {}): CleanHtml {
  const options = {
    ALLOWED_TAGS: tags.split(' '),
    ALLOWED_ATTR: [...attributes.split(' '), ...(keepSlot ? [slotAttribute] : [])],
    ALLOW_DATA_ATTR: false,
    ALLOW_ARIA_ATTR: false,
    SANITIZE_NAMED_PROPS: true,
    // In an inert document, where nothing loads.
    RETURN_DOM: true,
  };
  let body: unknown = DOMPurify.sanitize(dirty, options);
  if (!(body instanceof HTMLBodyElement)) {
    // A set of frames took the body's place. Behind an element that is shown, parsers leave frames out.
    body = DOMPurify.sanitize(`<hr>${dirty}`, options);
    if (body instanceof HTMLElement) body.firstElementChild?.remove();
  }
  if (!(body instanceof HTMLElement)) throw new GalleyError('internal', 'The cleaned HTML has no body');
  const pictures = new Set<string>();
  for (const image of body.querySelectorAll('img')) {
    const address = image.getAttribute('src') ?? '';
    image.removeAttribute('src');
    if (address === '' || imageVerdict(address).kind === 'refused') {
      image.replaceWith(image.getAttribute('alt') ?? '');
      continue;
    }
    image.setAttribute(pictureAttribute, address);
    pictures.add(address);
  }
  for (const element of body.querySelectorAll('[src]')) element.removeAttribute('src');
  for (const element of body.querySelectorAll('[href], [cite]')) {
    element.removeAttribute('cite');
    const href = element.getAttribute('href');
    if (href !== null && (element.localName !== 'a' || linkVerdict(href).kind === 'refused'))
      element.removeAttribute('href');
  }
  return { html: body.innerHTML, pictures: [...pictures] };
}
