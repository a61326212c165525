import { GalleyError } from '#base';
import type { Draft } from '#drafts';
import { readBaseText, readHeadText } from './head-text.ts';
import { joinTexts } from './merge-text.ts';
import { recordMoment } from './record-moment.ts';
import { renderSource } from './render-source.ts';
import type { WorkspaceContext } from './workspace-context.ts';
import type { OpenedPost, PostContent, SaveDraftOutcome } from './workspace.ts';

/**
 * Stores what the editor holds as the post's draft; resolves once it is durable. A text equal to the branch's needs no
 * draft. A document that can't be written as Markdown is kept as a document, with the reason. What another tab has stored
 * since is kept too.
 */
export async function saveDraft(
  context: WorkspaceContext,
  opened: OpenedPost,
  content: PostContent,
): Promise<SaveDraftOutcome> {
  if (opened.editing.kind === 'read-only') {
    throw new GalleyError('not-allowed', 'The post is read-only', { data: { path: opened.path } });
  }
  const rendered = await renderSource(context, opened, content);
  return context.exclusive(async () => {
    const { path } = opened;
    const ownBase = context.bases.get(path) ?? opened.baseOid;
    const baseText = ownBase === null ? null : await readBaseText(context, ownBase);
    const updatedAt = context.clock.now();
    const before = known();
    // Before the draft: whoever hears of that may look for its past.
    if (rendered.kind === 'saved') await recordMoment(context, path, { before, text: rendered.text, time: updatedAt });
    let outcome: SaveDraftOutcome = { kind: 'refused', reason: '' };
    await context.drafts.update(path, (stored) => {
      if (rendered.kind === 'refused') {
        outcome = { kind: 'refused', reason: rendered.reason };
        const document: unknown = content.kind === 'rich' ? content.document.toJSON() : null;
        const text = stored?.text ?? opened.post.source;
        return { path, baseOid: ownBase, updatedAt, text, unwritten: { document, reason: rendered.reason } };
      }
      const joined = withOtherTabs({ path, baseOid: ownBase, updatedAt, text: rendered.text }, stored, known());
      const isUnchanged = joined.baseOid === ownBase && joined.text === baseText;
      outcome = { kind: isUnchanged ? 'unchanged' : 'saved', text: rendered.text };
      return isUnchanged ? null : joined;
    });
    if (rendered.kind === 'saved') context.stored.set(opened, rendered.text);
    return outcome;
  });

  function known(): string {
    return context.stored.get(opened) ?? opened.post.source;
  }
}

/** `mine` with what another tab made of the draft since it was `known` here. */
function withOtherTabs(mine: Draft, stored: Draft | undefined, known: string): Draft {
  if (stored === undefined || stored.text === known || stored.text === mine.text) return mine;
  const text = joinTexts({ base: known, mine: mine.text, theirs: stored.text });
  return { ...mine, baseOid: stored.baseOid, text };
}

/** Whether the draft, or the branch where there is none, still holds what was opened or last saved from here. */
export async function isCurrent(context: WorkspaceContext, opened: OpenedPost): Promise<boolean> {
  const draft = await context.drafts.get(opened.path);
  if (draft?.unwritten !== undefined) return context.stored.get(opened) === undefined && opened.origin === 'draft';
  const text = draft === undefined ? (await readHeadText(context, opened.path))?.text : draft.text;
  return text === (context.stored.get(opened) ?? opened.post.source);
}
