import { isWellFormed } from './well-formed.ts';
import { trimHtmlSpace } from './trim-html-space.ts';

/**
 * What an address in content may do. `local`: within the site. `remote`: loads from or leads to `host`. `contact`: opens a mail or
 * phone program. `inline`: the picture is in the address itself. `refused`: must not become a link or a picture anywhere; `reason`
 * is a sentence for people.
 */
export type LinkVerdict =
  | { readonly kind: 'local' }
  | { readonly kind: 'remote'; readonly host: string }
  | { readonly kind: 'contact' }
  | { readonly kind: 'refused'; readonly reason: string };

export type ImageVerdict =
  | { readonly kind: 'local' }
  | { readonly kind: 'remote'; readonly host: string }
  | { readonly kind: 'inline' }
  | { readonly kind: 'refused'; readonly reason: string };

type AddressVerdict =
  | Exclude<LinkVerdict, { readonly kind: 'contact' }>
  | { readonly kind: 'scheme'; readonly scheme: string };

/** Relative addresses are resolved against this; whoever ends up on another host has left the site. */
const BASE = 'https://site.invalid/folder/page';
const SCHEME = /^([a-z][a-z0-9+.-]*):/i;
// oxlint-disable-next-line no-control-regex -- these are what is looked for
const CONTROL = /[\u0000-\u001f\u007f-\u009f]/;
const INVISIBLE = /[\s\p{C}\p{Z}]/gu;
/** Schemes that run or read something here; refused even where an odd character keeps browsers from seeing the scheme. */
const ACTIVE_SCHEMES = new Set([
  'javascript',
  'vbscript',
  'livescript',
  'mocha',
  'data',
  'blob',
  'file',
  'filesystem',
  'view-source',
]);
const RASTER = /^data:image\/(?:png|jpe?g|gif|webp|avif|bmp);base64,[a-z0-9+/=\s]*$/i;

function refused(reason: string): { readonly kind: 'refused'; readonly reason: string } {
  return { kind: 'refused', reason };
}

function hostVerdict(address: string): AddressVerdict {
  if (!URL.canParse(address, BASE)) return refused('It is not a valid address.');
  const url = new URL(address, BASE);
  if (url.username !== '' || url.password !== '')
    return refused('It carries a user name, which can hide where it leads.');
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return refused('It is not a web address.');
  return { kind: 'remote', host: url.host };
}

/** Follows how browsers read an address (the WHATWG URL standard), and refuses what they and people would read differently. */
function addressVerdict(untrimmed: string): AddressVerdict {
  const address = trimHtmlSpace(untrimmed);
  if (CONTROL.test(address)) return refused('It contains a control character.');
  if (!isWellFormed(address)) return refused('It contains half of a character (a lone surrogate).');
  const place = address.replace(/[?#].*$/s, '');
  const scheme = SCHEME.exec(address)?.[1]?.toLowerCase();
  if (scheme !== undefined && scheme !== 'http' && scheme !== 'https') return { kind: 'scheme', scheme };
  if (place.includes('\\')) return refused('It contains a backslash, which browsers take for a slash.');
  if (scheme !== undefined) {
    return /^https?:\/\/[^/]/i.test(address) ? hostVerdict(address) : refused('The host is missing after the scheme.');
  }
  const hiddenScheme = SCHEME.exec(address.replace(INVISIBLE, ''))?.[1]?.toLowerCase();
  if (hiddenScheme !== undefined && ACTIVE_SCHEMES.has(hiddenScheme)) {
    return refused(`It hides the scheme "${hiddenScheme}:" behind invisible characters.`);
  }
  if (address.startsWith('//')) {
    return address.startsWith('///') ? refused('It begins with more than two slashes.') : hostVerdict(address);
  }
  if (!URL.canParse(address, BASE)) return refused('It is not a valid address.');
  return new URL(address, BASE).host === 'site.invalid' ? { kind: 'local' } : refused('It is not a valid address.');
}

/** Judges where a link leads. The one judge for parser, editor commands, paste, preview and serializer; entities are decoded before. */
export function linkVerdict(href: string): LinkVerdict {
  const verdict = addressVerdict(href);
  if (verdict.kind !== 'scheme') return verdict;
  if (verdict.scheme === 'mailto' || verdict.scheme === 'tel') return { kind: 'contact' };
  return refused(`Links with "${verdict.scheme}:" are not allowed.`);
}

/** Judges where a picture comes from. Data addresses pass for raster types in base64 only: never SVG. */
export function imageVerdict(src: string): ImageVerdict {
  const verdict = addressVerdict(src);
  if (verdict.kind !== 'scheme') return verdict;
  if (verdict.scheme === 'data' && RASTER.test(trimHtmlSpace(src))) return { kind: 'inline' };
  return refused(`Pictures from "${verdict.scheme}:" are not allowed.`);
}
