import { authorDivText, DIV_FIELDS } from './author-div.ts';
import { normalizeField } from './field-value.ts';
import { titleText } from './post-title.ts';
import type { PostFields } from './post.ts';

/** The text of a new post in the author-div format: LF, a space after each opening div, empty values left out, one final newline. */
export function newPostText(fields: PostFields & { readonly title: string }, body: string): string {
  const title = normalizeField('title', fields.title);
  const blocks = title === '' ? [] : [titleText(title)];
  for (const field of DIV_FIELDS) {
    const value = normalizeField(field, fields[field] ?? '');
    if (value !== '') blocks.push(authorDivText(field, value, '\n'));
  }
  const trimmedBody = body.replace(/^(?:[ \t]*(?:\r\n|\n|\r))+/, '').replace(/\s+$/, '');
  if (trimmedBody !== '') blocks.push(trimmedBody);
  return `${blocks.join('\n\n')}\n`;
}
