import { GalleyError } from '#base';

/** What the served page says about the repository it is for; the app reads it from `<meta name="galley-page">`. */
export interface PageConfiguration {
  readonly repository: {
    readonly name: string;
    /** A path on this server: "/git/demo.git". */
    readonly url: string;
    readonly kind: 'local' | 'remote';
  };
  /** Go with every git request. */
  readonly headers: Readonly<Record<string, string>>;
  /** What the repository's git said that it can do, a line each, so that the page need not ask; none where that is not known. */
  readonly capabilities: readonly string[];
  /** The branch that the repository's HEAD names, null where it names none or that is not known. */
  readonly head: string | null;
  /** From git's configuration, null when it names nobody. */
  readonly author: { readonly name: string; readonly email: string } | null;
}

const slot = /<meta\s+name="galley-page"\s+content=""\s*\/?>/;

/**
 * Writes the configuration into the page's empty meta element, and the root in front of the addresses of its parts, since the page is given
 * out at every address. Throws `internal` when the page has no such element.
 */
export function renderPage(html: string, configuration: PageConfiguration): string {
  if (!slot.test(html)) throw new GalleyError('internal', 'index.html has no empty <meta name="galley-page">');
  const content = escapeAttribute(JSON.stringify(configuration));
  return html
    .replaceAll(/(\s(?:src|href)=")\.\//g, '$1/')
    .replace(slot, () => `<meta name="galley-page" content="${content}" />`);
}

function escapeAttribute(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
