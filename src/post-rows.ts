import { summarizePost, type PostSummary } from '#content';

/** The row of a post wherever it lies. */
export function summarizeContent(content: Uint8Array, isUtf8?: boolean): PostSummary {
  return summarizePost('', content, isUtf8);
}
