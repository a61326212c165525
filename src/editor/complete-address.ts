const HOST_LIKE = /^(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+(?<top>[a-z]{2,})(?::\d{1,5})?(?:[/?#]|$)/i;
const MAIL_LIKE = /^[^\s@/:?#]+@(?:[a-z0-9-]+\.)+[a-z]{2,}$/i;
/** Endings of files that sites link to; a name that ends so is a page or file of the site, not a host. */
const FILE_ENDINGS = new Set(
  'md mdx markdown html htm php txt pdf zip png jpg jpeg gif webp avif svg csv json xml rss mp3 mp4 webm'.split(' '),
);

/**
 * What a person most likely means by an address typed without a scheme: `example.org/x` is on the web, `me@example.org` is
 * mail. Everything else, also `page.md` and `/about`, is given back without the spaces around it.
 */
export function completeAddress(typed: string): string {
  const address = typed.trim();
  if (MAIL_LIKE.test(address)) return `mailto:${address}`;
  const match = HOST_LIKE.exec(address);
  if (match === null) return address;
  const isFile = FILE_ENDINGS.has((match.groups?.['top'] ?? '').toLowerCase());
  return isFile ? address : `https://${address}`;
}
