import { decodeText } from './decode-text.ts';
import type { PostLayout } from './find-layout.ts';
import { fieldsOfLayout, formatOf } from './layout-fields.ts';
import type { PostSummary } from './post.ts';
import { titleFromPath } from './title-from-path.ts';

/** In bytes: most posts say all that a row has in so many, and making strings of the rest takes longer than all else. */
const HEAD = 512;
/** Those without front matter say it in so many. */
const SHORT_HEAD = 128;
/** What front matter begins with. */
const frontMatterSigns = new Set(Array.from('-+;{', (sign) => sign.charCodeAt(0)));

export interface RowInput {
  readonly path: string;
  readonly content: Uint8Array;
  /** Spares looking. */
  readonly isKnownUtf8: boolean;
}

/** The row of a post as `layoutOf` finds its parts; undefined where that does not say. */
export function rowOfPost(input: RowInput, layoutOf: (text: string) => PostLayout): PostSummary;
export function rowOfPost(input: RowInput, layoutOf: (text: string) => PostLayout | undefined): PostSummary | undefined;
export function rowOfPost(
  { path, content, isKnownUtf8 }: RowInput,
  layoutOf: (text: string) => PostLayout | undefined,
): PostSummary | undefined {
  if (content.length > HEAD && (isKnownUtf8 || isUtf8(content))) {
    const lengths = frontMatterSigns.has(content[0] ?? 0) ? [HEAD] : [SHORT_HEAD, HEAD];
    for (const length of lengths) {
      const head = lenient.decode(content.subarray(0, length));
      const layout = layoutOf(head);
      if (layout !== undefined && isWhole(layout, head)) return rowOf(path, layout);
      if (layout === undefined && length === HEAD) return undefined;
    }
  }
  const decoded = decodeText(content);
  if (decoded.kind === 'not-utf8') {
    return { format: 'plain', title: titleFromPath(path), author: '', thumbnail: '', unreadable: true };
  }
  const layout = layoutOf(decoded.text);
  return layout === undefined ? undefined : rowOf(path, layout);
}

const lenient = new TextDecoder('utf-8', { ignoreBOM: true });

function isUtf8(content: Uint8Array): boolean {
  const words = new DataView(content.buffer, content.byteOffset, content.length);
  let at = 0;
  while (at + 4 <= content.length && (words.getUint32(at) & 0x80_80_80_80) === 0) at += 4;
  while (at < content.length && words.getUint8(at) < 0x80) at += 1;
  return at === content.length || decodeText(content.subarray(at)).kind === 'text';
}

/** Whether more text could not change what was found: a title, and behind all that was found something that is no tag. */
function isWhole(layout: PostLayout, head: string): boolean {
  // What opens as front matter does may be closed further on.
  if (layout.frontMatter === undefined && /^\uFEFF?(?:---|\+\+\+|;;;|\{)/.test(head)) return false;
  return fieldsOfLayout(layout).title !== undefined && /^\s*[^\s<]/.test(head.slice(layout.bodyStart));
}

function rowOf(path: string, layout: PostLayout): PostSummary {
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
