import { GalleyError } from '#base';
import { readBaseText } from './head-text.ts';
import { renderSource } from './render-source.ts';
import type { WorkspaceContext } from './workspace-context.ts';
import type { OpenedPost, PostContent, SaveDraftOutcome } from './workspace.ts';

/**
 * Stores what the editor holds as the post's draft; resolves once it is durable. A text equal to the branch's needs no
 * draft. A document that can't be written as Markdown is kept as a document, with the reason.
 */
export async function saveDraft(
  context: WorkspaceContext,
  opened: OpenedPost,
  content: PostContent,
): Promise<SaveDraftOutcome> {
  if (opened.editing.kind === 'read-only') {
    throw new GalleyError('not-allowed', 'The post is read-only', { data: { path: opened.path } });
  }
  const rendered = renderSource(opened, content);
  return context.exclusive(async () => {
    const baseOid = context.bases.get(opened.path) ?? opened.baseOid;
    const draft = { path: opened.path, baseOid, updatedAt: context.clock.now() };
    if (rendered.kind === 'refused') {
      const text = (await context.drafts.get(opened.path))?.text ?? opened.post.source;
      const document: unknown = content.kind === 'rich' ? content.document.toJSON() : null;
      await context.drafts.put({ ...draft, text, unwritten: { document, reason: rendered.reason } });
      return { kind: 'refused', reason: rendered.reason };
    }
    if (baseOid !== null && rendered.text === (await readBaseText(context, baseOid))) {
      await context.drafts.delete(opened.path);
      return { kind: 'unchanged' };
    }
    await context.drafts.put({ ...draft, text: rendered.text });
    return { kind: 'saved' };
  });
}
