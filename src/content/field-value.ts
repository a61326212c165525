import { toWellFormed } from '#base';
import type { PostField } from './post.ts';

/**
 * `value` as a field can keep it: one line, without spaces at its ends, and with U+FFFD for NUL and halves of characters. Line breaks and tabs
 * become one space in a title or name, and vanish from an address, as browsers drop them.
 */
export function normalizeField(field: PostField, value: string): string {
  const isText = field === 'title' || field === 'authorName';
  return toWellFormed(value)
    .replace(/\0/g, '\ufffd')
    .replace(/[ ]*[\t\n\f\r]+[ ]*/g, isText ? ' ' : '')
    .replace(/^ +| +$/g, '');
}
