import type { PostField } from './post.ts';

/** A key, or the keys from the outside in for a value inside a map. */
export type KeyPath = readonly [string] | readonly [string, string];

/**
 * The names that sites give to a post's fields in front matter, the first that a file has wins. A name of two parts is a key inside a map.
 */
export const FRONT_MATTER_KEYS: Readonly<Record<PostField, readonly string[]>> = {
  title: ['title'],
  authorName: ['author', 'author.name', 'authorName', 'author_name', 'writer', 'writerName', 'writer_name', 'byline'],
  authorImage: [
    'authorImage',
    'author_image',
    'author.image',
    'author.avatar',
    'author.picture',
    'author.photo',
    'authorAvatar',
    'author_avatar',
    'authorPhoto',
    'author_photo',
    'authorPicture',
    'author_picture',
    'writerImage',
    'writer_image',
    'avatar',
  ],
  thumbnail: [
    'thumbnail',
    'thumbnail.src',
    'thumbnail.url',
    'image',
    'image.src',
    'image.url',
    'image.path',
    'cover',
    'cover.image',
    'cover.src',
    'coverImage',
    'cover_image',
    'cover-image',
    'featuredImage',
    'featured_image',
    'featured-image',
    'feature_image',
    'heroImage',
    'hero_image',
    'hero',
    'hero.image',
    'hero.src',
    'header.image',
    'header.teaser',
    'banner',
    'teaser',
  ],
};

export const FIELD_ORDER: readonly PostField[] = ['title', 'authorName', 'authorImage', 'thumbnail'];

/** The path of a name of `FRONT_MATTER_KEYS`. */
export function keyPath(name: string): KeyPath {
  const dot = name.indexOf('.');
  return dot === -1 ? [name] : [name.slice(0, dot), name.slice(dot + 1)];
}
