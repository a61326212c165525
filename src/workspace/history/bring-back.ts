import { GalleyError } from '#base';
import { withBlockBack, withBlockNearby, type LostBlock } from '#content';
import { readHeadText } from '../head-text.ts';
import { mergeText } from '../merge-text.ts';
import type { WorkspaceContext } from '../workspace-context.ts';
import type { BringBackOutcome } from './history.ts';

/** Puts a block of an old version into the draft of the post, beside all that was changed since. Throws `not-found`. */
export function bringBack(context: WorkspaceContext, path: string, lost: LostBlock): Promise<BringBackOutcome> {
  return context.exclusive(async () => {
    const draft = await context.drafts.get(path);
    const head = await readHeadText(context, path);
    const now = draft?.text ?? head?.text;
    const back = withBlockBack(lost);
    if (now === undefined || now === null || back === undefined || draft?.unwritten !== undefined)
      throw new GalleyError('not-found', 'There is no such passage, or no text to put it into', { data: { path } });
    const merged = mergeText({ base: lost.after, mine: now, theirs: back });
    const [text, outcome]: readonly [string | undefined, BringBackOutcome] =
      merged.kind === 'merged' ? [merged.text, 'put-back'] : [withBlockNearby(lost, now), 'put-nearby'];
    if (text === undefined || text === now) return 'there-already';
    const baseOid = draft === undefined ? (head?.oid ?? null) : draft.baseOid;
    if (text === head?.text && baseOid === head.oid) await context.drafts.delete(path);
    else await context.drafts.put({ ...draft, path, text, baseOid, updatedAt: context.clock.now() });
    context.bases.set(path, baseOid);
    return outcome;
  });
}
