import { slug as keepLetters } from 'github-slugger';
import slugify from '@sindresorhus/slugify';
import { collisionKey, validatePath } from '#base';

const MAX_LENGTH = 80;

/** Cuts a slug at a hyphen, or by characters where one word is too long. */
function shorten(slug: string, length: number): string {
  if (slug.length <= length) return slug;
  const cut = slug.slice(0, length + 1);
  const hyphen = cut.lastIndexOf('-');
  const kept = hyphen > length / 2 ? cut.slice(0, hyphen) : slug.slice(0, length);
  return kept.replace(/[\ud800-\udbff]$/, '').replace(/-+$/, '');
}

function baseSlug(title: string): string {
  const transliterated = slugify(title);
  const slug =
    transliterated === '' ? keepLetters(title.normalize('NFC')).replace(/^[-._]+|[-._]+$/g, '') : transliterated;
  const short = shorten(slug, MAX_LENGTH);
  if (short === '') return 'post';
  return validatePath(`${short}.md`).kind === 'ok' && validatePath(short).kind === 'ok'
    ? short
    : shorten(`post-${short}`, MAX_LENGTH);
}

/**
 * A file name (without extension) for `title` that can live beside those in `taken` on every file system: "my-post", then "my-post-2". Latin letters lose
 * their accents, other scripts stay; at most 80 characters; never empty, hidden, or a name that Windows keeps for itself.
 */
export function slugFor(title: string, taken: ReadonlySet<string>): string {
  const base = baseSlug(title);
  const used = new Set(Array.from(taken, collisionKey));
  if (!used.has(collisionKey(base))) return base;
  for (let number = 2; ; number += 1) {
    const suffix = `-${number}`;
    const candidate = shorten(base, MAX_LENGTH - suffix.length) + suffix;
    if (!used.has(collisionKey(candidate))) return candidate;
  }
}
