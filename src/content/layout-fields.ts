import type { PostLayout } from './find-layout.ts';
import type { ParsePostOptions } from './parse-post.ts';
import type { PostField, PostFormat } from './post.ts';

/** The fields that `layout` has a value for. */
export function fieldsOfLayout(layout: PostLayout): Partial<Record<PostField, string>> {
  const fields: Partial<Record<PostField, string>> = {};
  for (const place of layout.frontMatter?.places ?? []) fields[place.field] = place.value;
  for (const item of layout.items) {
    if (item.kind === 'title') fields.title = item.title.text;
    else fields[item.div.field] = item.div.value;
  }
  return fields;
}

/** The format that `layout` is in. */
export function formatOf(layout: PostLayout, options: ParsePostOptions): PostFormat {
  if (layout.frontMatter !== undefined) return 'front-matter';
  const hasDivs = options.authorDivs === true || layout.items.some((item) => item.kind === 'div');
  return hasDivs ? 'author-divs' : 'plain';
}
