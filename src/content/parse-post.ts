import { DIV_FIELDS } from './author-div.ts';
import { fieldsOfLayout, formatOf } from './layout-fields.ts';
import { readLayout } from './post-layout.ts';
import type { Post, PostFields, PostFormat } from './post.ts';

export interface ParsePostOptions {
  /** The site writes author divs: a post without front matter that lacks some or all of them has their fields all the same, empty. */
  readonly authorDivs?: boolean;
}

function withEmptyFields(fields: PostFields, format: PostFormat): PostFields {
  switch (format) {
    case 'front-matter':
      return fields;
    case 'plain':
      return { title: '', ...fields };
    case 'author-divs':
      return { title: '', ...Object.fromEntries(DIV_FIELDS.map((field) => [field, ''])), ...fields };
  }
}

/**
 * Takes a post's text apart. Never throws; a text that fits no format is `plain`, with all of it as its body. Without front matter a post
 * always has a title, perhaps empty; with author divs it has all four fields. Front matter that can't be read stays as it is, without fields.
 */
export function parsePost(source: string, options: ParsePostOptions = {}): Post {
  const layout = readLayout(source);
  const format = formatOf(layout, options);
  return {
    source,
    format,
    fields: withEmptyFields(fieldsOfLayout(layout), format),
    body: source.slice(layout.bodyStart),
  };
}
