/** Names of the characters U+00A0 to U+00FF in order; these work without a semicolon too. */
const LATIN_1 =
  'nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml';

const LEGACY = new Map<string, string>([
  ['amp', '&'],
  ['AMP', '&'],
  ['lt', '<'],
  ['LT', '<'],
  ['gt', '>'],
  ['GT', '>'],
  ['quot', '"'],
  ['QUOT', '"'],
  ['COPY', '©'],
  ['REG', '®'],
  ...LATIN_1.split(' ').map((name, index): [string, string] => [name, String.fromCharCode(0xa0 + index)]),
]);

const NAMED = new Map<string, string>([
  ...LEGACY,
  ['apos', "'"],
  ['hellip', '…'],
  ['ndash', '–'],
  ['mdash', '—'],
  ['lsquo', '‘'],
  ['rsquo', '’'],
  ['sbquo', '‚'],
  ['ldquo', '“'],
  ['rdquo', '”'],
  ['bdquo', '„'],
  ['bull', '•'],
  ['trade', '™'],
  ['euro', '€'],
  ['OElig', 'Œ'],
  ['oelig', 'œ'],
  ['Scaron', 'Š'],
  ['scaron', 'š'],
]);

export type HtmlPlace = 'text' | 'attribute';

const REFERENCE = /&(?:#[xX][0-9a-fA-F]{1,8};?|#[0-9]{1,8};?|[A-Za-z][A-Za-z0-9]*;?)/g;

function fromCode(code: number): string {
  const invalid = code === 0 || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff);
  return invalid ? '\ufffd' : String.fromCodePoint(code);
}

function decodeNamed(reference: string, next: string, place: HtmlPlace): string {
  const name = reference.slice(1);
  if (name.endsWith(';')) {
    const character = NAMED.get(name.slice(0, -1));
    if (character !== undefined) return character;
  }
  if (place === 'attribute') {
    return next === '=' || name.endsWith(';') ? reference : (LEGACY.get(name) ?? reference);
  }
  for (let length = Math.min(name.length, 6); length > 1; length -= 1) {
    const character = LEGACY.get(name.slice(0, length));
    if (character !== undefined) return character + name.slice(length);
  }
  return reference;
}

function decodeReference(reference: string, next: string, place: HtmlPlace): string {
  if (reference.charCodeAt(1) !== 35) return decodeNamed(reference, next, place);
  const hexadecimal = /^&#[xX]/.test(reference);
  const digits = reference.slice(hexadecimal ? 3 : 2).replace(';', '');
  return fromCode(Number.parseInt(digits, hexadecimal ? 16 : 10));
}

/** `source`, the inside of an element or of an attribute, as a browser shows it: character references decoded. Rare names stay as they are. */
export function decodeHtml(source: string, place: HtmlPlace): string {
  if (!source.includes('&')) return source;
  return source.replace(REFERENCE, (reference: string, offset: number) =>
    decodeReference(reference, source.charAt(offset + reference.length), place),
  );
}

/** `value` without what would end its place early or read as a character reference; `decodeHtml` gives it back. */
export function encodeHtml(value: string, place: HtmlPlace): string {
  return value
    .replace(REFERENCE, (reference: string, offset: number) => {
      const next = value.charAt(offset + reference.length);
      const ambiguous = reference.endsWith(';') || decodeReference(reference, next, place) !== reference;
      return ambiguous ? `&amp;${reference.slice(1)}` : reference;
    })
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, place === 'attribute' ? '&quot;' : '"')
    .replace(/'/g, place === 'attribute' ? '&#39;' : "'");
}
