import { serializePost } from '#content';
import { markdownOf } from './markdown-of.ts';
import { siteStyle } from './site-style.ts';
import type { WorkspaceContext } from './workspace-context.ts';
import type { OpenedPost, PostContent } from './workspace.ts';

export type RenderedSource =
  | { readonly kind: 'saved'; readonly text: string }
  | { readonly kind: 'refused'; readonly reason: string };

/** The whole file as `content` would be saved: only the bytes of what was edited since `opened` differ. */
export async function renderSource(
  context: WorkspaceContext,
  opened: OpenedPost,
  content: PostContent,
): Promise<RenderedSource> {
  if (content.kind === 'source') return { kind: 'saved', text: content.text };
  const options = opened.baseOid === null ? { style: await siteStyle(context) } : {};
  const body = await markdownOf(context).serialize(opened.parsed, content.document, options);
  if (body.kind === 'refused') return body;
  const { fields, frontMatter } = content;
  return { kind: 'saved', text: serializePost(opened.post, { fields, body: body.text, frontMatter }) };
}
