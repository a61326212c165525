import type { PostFields } from '#content';
import { escapeHtml } from '#markdown';
import { slotAttribute } from './clean-html.ts';

const slot = `<div ${slotAttribute}="body"></div>`;

/** The page around a post's body, from the site's template, or a plain one. Not safe: it has to be cleaned. */
export function pageHtml(fields: PostFields, template: string | null): string {
  if (template === null) return plainPage(fields);
  const values: Readonly<Record<string, string>> = {
    title: escapeHtml(fields.title ?? ''),
    author: escapeHtml(fields.authorName ?? ''),
    authorImage: escapeHtml(fields.authorImage ?? ''),
    thumbnail: escapeHtml(fields.thumbnail ?? ''),
    body: slot,
  };
  const filled = template.replace(/\{\{ *(\w+) *\}\}/g, (whole: string, name: string) =>
    Object.hasOwn(values, name) ? (values[name] ?? whole) : whole,
  );
  return filled.includes(slot) ? filled : filled + slot;
}

function plainPage({ title = '', authorName = '', authorImage = '', thumbnail = '' }: PostFields): string {
  const image = (src: string, look: string): string =>
    src === '' ? '' : `<img class="${look}" src="${escapeHtml(src)}" alt="">`;
  const byline =
    authorName === '' && authorImage === ''
      ? ''
      : `<p class="galley-byline">${image(authorImage, 'galley-author')}<span>${escapeHtml(authorName)}</span></p>`;
  const head = title === '' ? '' : `<h1>${escapeHtml(title)}</h1>`;
  return `<article class="galley-page">${image(thumbnail, 'galley-cover')}${head}${byline}${slot}</article>`;
}
