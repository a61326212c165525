import { serializePost } from '#content';
import { serializeMarkdown } from '#markdown';
import type { OpenedPost, PostContent } from './workspace.ts';

export type RenderedSource =
  | { readonly kind: 'saved'; readonly text: string }
  | { readonly kind: 'refused'; readonly reason: string };

/** The whole file as `content` would be saved: only the bytes of what was edited since `opened` differ. Pure. */
export function renderSource(opened: OpenedPost, content: PostContent): RenderedSource {
  if (content.kind === 'source') return { kind: 'saved', text: content.text };
  const body = serializeMarkdown(opened.parsed, content.document);
  if (body.kind === 'refused') return body;
  return { kind: 'saved', text: serializePost(opened.post, { fields: content.fields, body: body.text }) };
}
