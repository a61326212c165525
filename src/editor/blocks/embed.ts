/** Something that a page shows from elsewhere, as a card says it. */
export interface Embed {
  /** "Video", "Embedded page". */
  readonly kind: string;
  /** Where it comes from; "" where that is this site. */
  readonly host: string;
  /** Its own title or number; "" without. */
  readonly title: string;
}

const tag =
  /^\s*(?:<(?:p|div|center|figure)\b[^<>]*>\s*)?<(iframe|video|audio|embed|object)\b((?:"[^"]*"|'[^']*'|[^"'<>])*)>/i;
const tagKinds: Readonly<Record<string, string>> = {
  iframe: 'Embedded page',
  video: 'Video',
  audio: 'Audio',
  embed: 'Embedded page',
  object: 'Embedded page',
};

const shortcode = /^\{\{[<%]\s*([\w-]+)\s*((?:(?![>%]\}\})[^\r\n]){0,500})[>%]\}\}\s*$/;
const liquid = /^\{%-?\s*(youtube|vimeo|gist|twitter)\s+((?:(?!%\})[^\r\n]){0,500})-?%\}\s*$/;
const services: Readonly<Record<string, readonly [kind: string, host: string]>> = {
  youtube: ['Video', 'youtube.com'],
  vimeo: ['Video', 'vimeo.com'],
  tweet: ['Post', 'x.com'],
  twitter: ['Post', 'x.com'],
  x: ['Post', 'x.com'],
  instagram: ['Post', 'instagram.com'],
  gist: ['Code', 'gist.github.com'],
};

/** Reads what a block of HTML, or a shortcode of a known service, embeds; undefined for any other source. Nothing is requested. */
export function readEmbed(kind: string, source: string): Embed | undefined {
  if (kind === 'html') {
    const found = tag.exec(source);
    if (found === null) return undefined;
    const name = (found[1] ?? '').toLowerCase();
    const attributes = found[2] ?? '';
    const inner = /<source\b([^<>]*)>/i.exec(source)?.[1] ?? '';
    const address = attribute(attributes, 'src') ?? attribute(attributes, 'data') ?? attribute(inner, 'src') ?? '';
    return {
      kind: tagKinds[name] ?? 'Embedded page',
      host: hostOf(address),
      title: attribute(attributes, 'title') ?? '',
    };
  }
  const found = kind === 'shortcode' ? shortcode.exec(source) : kind === 'liquid-tag' ? liquid.exec(source) : null;
  const name = found?.[1] ?? '';
  const service = Object.hasOwn(services, name) ? services[name] : undefined;
  if (service === undefined) return undefined;
  return { kind: service[0], host: service[1], title: (found?.[2] ?? '').replace(/\/\s*$/, '').trim() };
}

/** The host that an address names; "" for one of this site. */
function hostOf(address: string): string {
  const text = address.trim().replaceAll(/[\t\r\n]/g, '');
  const match = /^(?:https?:)?\/\/([^/?#\\]+)/i.exec(text);
  const host = match?.[1]?.replace(/^.*@/, '') ?? '';
  return host.slice(0, 100);
}

/** An attribute's value in the text of a tag. Only for showing: nothing is written from it. */
function attribute(tagText: string, name: string): string | undefined {
  const found = new RegExp(`(?:^|\\s)${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s"'>]+))`, 'i').exec(tagText);
  return found?.[1] ?? found?.[2] ?? found?.[3];
}
