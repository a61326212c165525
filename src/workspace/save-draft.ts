import { GalleyError } from '#base';
import type { Draft } from '#drafts';
import type { Oid } from '#git';
import { readBaseText, readHeadText } from './head-text.ts';
import { joinMerged, joinTexts, mergeText } from './merge-text.ts';
import { oidAtHead } from './paths-at-head.ts';
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
    const known = knownText(context, opened);
    const mine = rendered.kind === 'saved' ? rendered.text : undefined;
    const updatedAt = context.clock.now();
    // Before the draft: whoever hears of that may look for its past.
    if (mine !== undefined) await recordMoment(context, path, { before: known, text: mine, time: updatedAt });
    for (;;) {
      const before = await context.drafts.get(path);
      const begun = await beginDraft(context, opened, { known, mine, draft: before });
      let outcome: SaveDraftOutcome | undefined;
      await context.drafts.update(path, (stored) => {
        outcome = undefined;
        // Another tab has just committed it: what is written here is a change of something else now.
        if (before !== undefined && stored === undefined) return null;
        const { unwritten: _, ...draft } = stored ?? { path, baseOid: begun.baseOid };
        if (rendered.kind === 'refused') {
          outcome = { kind: 'refused', reason: rendered.reason };
          const document: unknown = content.kind === 'rich' ? content.document.toJSON() : null;
          return { ...draft, updatedAt, text: stored?.text ?? known, unwritten: { document, reason: rendered.reason } };
        }
        const text =
          stored === undefined ? begun.text : withOtherTabs({ known, mine: rendered.text, stored: stored.text });
        const isUnchanged = draft.baseOid === begun.baseOid && text === begun.baseText;
        outcome = { kind: isUnchanged ? 'unchanged' : 'saved', text: rendered.text };
        return isUnchanged ? null : { ...draft, updatedAt, text };
      });
      if (outcome === undefined) continue;
      if (mine !== undefined) context.stored.set(opened, mine);
      return outcome;
    }
  });
}

/** What the editor's text is a change of, as far as it was stored. */
function knownText(context: WorkspaceContext, opened: OpenedPost): string {
  return context.stored.get(opened) ?? opened.post.source;
}

/** `mine` with what another tab made of the draft since it was `known` here. */
function withOtherTabs({ known, mine, stored }: Readonly<Record<'known' | 'mine' | 'stored', string>>): string {
  return stored === known || stored === mine ? mine : joinMerged({ base: known, mine, theirs: stored });
}

interface BegunDraft {
  readonly baseOid: Oid | null;
  /** Null when it is made from nothing, undefined when its base is not here. */
  readonly baseText: string | null | undefined;
  readonly text: string;
}

/**
 * What a draft of the editor's text is made from. A draft that is there tells it. Without one it is the version that the
 * text was equal to when it was last stored: the branch may have moved on since, by a fetch, or by a commit in which the text
 * was merged with others'. On top of the branch's version, what others wrote would be taken back as by a change made here.
 */
async function beginDraft(
  context: WorkspaceContext,
  opened: OpenedPost,
  {
    known,
    mine,
    draft,
  }: { readonly known: string; readonly mine: string | undefined; readonly draft: Draft | undefined },
): Promise<BegunDraft> {
  const on = async (oid: Oid | null, text = mine ?? known): Promise<BegunDraft> => ({
    baseOid: oid,
    baseText: await readBaseText(context, oid),
    text,
  });
  if (draft !== undefined) return on(draft.baseOid);
  const head = await oidAtHead(context, opened.path);
  for (const oid of new Set([head, context.bases.get(opened.path) ?? null, opened.baseOid])) {
    if (oid !== null && (await readBaseText(context, oid)) === known) return on(oid);
  }
  const theirs = await readBaseText(context, head);
  if (typeof theirs !== 'string' || mine === undefined) return on(opened.baseOid);
  const merged = mergeText({ base: known, mine, theirs });
  if (merged.kind === 'merged') return on(head, merged.text);
  // Both changed the same. What was written on top of the branch as it is stands for itself, as after it was sent for review.
  return head === opened.baseOid ? on(head) : on(head, joinTexts({ base: known, mine, theirs }));
}

/** Whether the draft, or the branch where there is none, still holds what was opened or last saved from here. */
export async function isCurrent(context: WorkspaceContext, opened: OpenedPost): Promise<boolean> {
  const draft = await context.drafts.get(opened.path);
  if (draft?.unwritten !== undefined) return context.stored.get(opened) === undefined && opened.origin === 'draft';
  const text = draft === undefined ? (await readHeadText(context, opened.path))?.text : draft.text;
  return text === knownText(context, opened);
}
