import { carryDraft, renamedPath } from './follow-renames.ts';
import { readBaseText, readHeadText } from './head-text.ts';
import { joinMerged, mergePieces } from './merge-text.ts';
import type { WorkspaceContext } from './workspace-context.ts';
import type { ConflictTexts, MergePiece, SettledConflict } from './workspace.ts';

/** The three texts of a post that was changed here and on the remote, and what is known of the other change. */
export async function openConflict(context: WorkspaceContext, path: string): Promise<ConflictTexts> {
  const draft = await context.drafts.get(path);
  const baseOid = draft?.baseOid ?? null;
  const renamedTo = await whereRenamed(context, path, baseOid);
  const head = await readHeadText(context, renamedTo ?? path);
  const base = (await readBaseText(context, baseOid)) ?? null;
  const [mine, theirs] = [draft?.text ?? null, head?.text ?? null];
  const { files } = await context.git.listFiles();
  return {
    path,
    base,
    theirs,
    theirOid: head?.oid ?? null,
    mine,
    pieces: base === null || mine === null || theirs === null ? [] : piecesOf({ base, mine, theirs }),
    theirChange: files.find((file) => file.path === (renamedTo ?? path))?.lastChange ?? null,
    renamedTo,
  };
}

/** The three texts put together. */
export function piecesOf(texts: Readonly<Record<'base' | 'mine' | 'theirs', string>>): readonly MergePiece[] {
  const lines = texts.base.match(/[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+$/g) ?? [];
  return mergePieces(texts).map((stretch) =>
    stretch.kind === 'settled'
      ? { kind: 'settled', text: stretch.lines.join('') }
      : {
          kind: 'conflict',
          base: lines.slice(stretch.from, stretch.to).join(''),
          mine: stretch.mine.join(''),
          theirs: stretch.theirs.join(''),
        },
  );
}

/**
 * Makes the text the draft, under the name that the post has on the branch, on top of the version that was decided about: what
 * the branch has gained since is merged when it is published. Null lets go of the draft. Returns that name.
 */
export function resolveConflict(
  context: WorkspaceContext,
  path: string,
  { text, theirOid, mine }: SettledConflict,
): Promise<string> {
  return context.exclusive(async () => {
    const stored = await context.drafts.get(path);
    const place = (await whereRenamed(context, path, stored?.baseOid ?? null)) ?? path;
    const head = await readHeadText(context, place);
    const isTheirs = text === null || text === head?.text;
    const updatedAt = context.clock.now();
    // What another tab has written since the person saw the conflict is not decided about.
    const more = stored === undefined || stored.text === mine ? undefined : stored.text;
    if (more !== undefined) {
      const decided = text ?? head?.text ?? '';
      const both = joinMerged({ base: mine ?? '', mine: decided, theirs: more });
      await context.drafts.put({
        path: place,
        text: both,
        baseOid: isTheirs ? (head?.oid ?? null) : theirOid,
        updatedAt,
      });
    } else if (isTheirs) await context.drafts.delete(place);
    else await context.drafts.put({ path: place, text, baseOid: theirOid, updatedAt });
    if (place !== path) await context.drafts.delete(path);
    context.bases.set(place, theirOid);
    return place;
  });
}

/** Goes on with the draft of a post that was renamed on the remote under the new name. Returns that; `path` when it was not renamed. */
export function moveDraft(context: WorkspaceContext, path: string): Promise<string> {
  return context.exclusive(async () => {
    const draft = await context.drafts.get(path);
    const baseOid = draft === undefined ? (context.bases.get(path) ?? null) : draft.baseOid;
    const to = await whereRenamed(context, path, baseOid);
    if (to === null) return path;
    if (draft !== undefined) await carryDraft(context, draft, to);
    context.bases.delete(path);
    return to;
  });
}

/** Where the branch has the post of a draft that began at `path`, when it was renamed; null when it was not. */
async function whereRenamed(context: WorkspaceContext, path: string, baseOid: string | null): Promise<string | null> {
  if ((await readHeadText(context, path)) !== undefined) return null;
  return (await renamedPath(context, path, baseOid)) ?? null;
}
