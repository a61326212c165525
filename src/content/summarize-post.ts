import { decodeText } from './decode-text.ts';
import { fieldsOfLayout, formatOf } from './parse-post.ts';
import { readLayout } from './post-layout.ts';
import type { PostSummary } from './post.ts';
import { titleFromPath } from './title-from-path.ts';

/**
 * Reads the row of a post from its bytes, fast enough for tens of thousands: the same values as `parsePost`. A post without a title is
 * listed by its file name.
 */
export function summarizePost(path: string, content: Uint8Array): PostSummary {
  const decoded = decodeText(content);
  if (decoded.kind === 'not-utf8') {
    return { format: 'plain', title: titleFromPath(path), author: '', thumbnail: '', unreadable: true };
  }
  const layout = readLayout(decoded.text);
  const fields = fieldsOfLayout(layout);
  const title = fields.title ?? '';
  return {
    format: formatOf(layout, {}),
    title: title === '' ? titleFromPath(path) : title,
    author: fields.authorName ?? '',
    thumbnail: fields.thumbnail ?? '',
    unreadable: false,
  };
}
