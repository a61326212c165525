import { parsePost } from '#content';
import type { DraftMoment } from '#drafts';
import { assessSource } from '#markdown';
import { readHeadText } from './head-text.ts';
import { markdownOf } from './markdown-of.ts';
import type { WorkspaceContext } from './workspace-context.ts';
import type { DiscardedDraft, EarlierText } from './workspace.ts';

/** The texts that the post had in this browser, oldest first. */
export function draftMoments(context: WorkspaceContext, path: string): Promise<readonly DraftMoment[]> {
  return context.drafts.history.read(path);
}

/** What the post was before it became `text`, the nearest first. Texts that can't be rich text end it. */
export async function earlierTexts(
  context: WorkspaceContext,
  path: string,
  { text, limit }: { readonly text: string; readonly limit: number },
): Promise<readonly EarlierText[]> {
  const moments = await context.drafts.history.read(path);
  const byId = new Map(moments.map((moment) => [moment.id, moment]));
  const found: EarlierText[] = [];
  let at = moments.findLast((moment) => moment.text === text);
  while (at !== undefined && at.parent !== null && found.length < limit) {
    at = byId.get(at.parent);
    if (at === undefined) break;
    const { body, fields } = parsePost(at.text);
    if (assessSource(body).kind !== 'rich') break;
    found.push({ text: at.text, fields, document: (await markdownOf(context).parse(body)).document });
  }
  return found;
}

/** The drafts that were discarded in the last 30 days and whose text is nowhere else, newest first. */
export async function discardedDrafts(context: WorkspaceContext): Promise<readonly DiscardedDraft[]> {
  const found: DiscardedDraft[] = [];
  for (const { path, text, discardedAt, discardedFrom } of await context.drafts.history.discarded()) {
    if (discardedAt !== undefined) found.push({ path, text, discardedAt, baseOid: discardedFrom });
  }
  return found;
}

/** Makes the text of a discarded draft the draft of its post again, on top of what it was made from: what the branch has gained since stays. */
export function restoreDiscarded(context: WorkspaceContext, discarded: DiscardedDraft): Promise<void> {
  return context.exclusive(async () => {
    const { path, text } = discarded;
    const stored = await context.drafts.get(path);
    const head = await readHeadText(context, path);
    const baseOid = discarded.baseOid === undefined ? (head?.oid ?? null) : discarded.baseOid;
    const time = context.clock.now();
    await context.drafts.put({ path, text, baseOid, updatedAt: time });
    context.bases.set(path, baseOid);
    await context.drafts.history.record(path, { before: stored?.text ?? head?.text ?? '', text, time });
  });
}
