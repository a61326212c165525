import type { Draft } from '#drafts';
import type { Oid } from '#git';
import { keepDiscarded } from './discard-drafts.ts';
import { carryDraft, endUnlessWrittenOn, putOrJoin, renamedPath } from './follow-renames.ts';
import { readBaseText, readHeadText, readTextAt, type HeadText } from './head-text.ts';
import { joinMerged, mergePieces } from './merge-text.ts';
import type { WorkspaceContext } from './workspace-context.ts';
import type { ConflictTexts, MergePiece, SettledConflict } from './workspace.ts';

/**
 * The three texts of a post that was changed here and on the remote, and what is known of the other change. Theirs is what the branch
 * has, or else what the commit `onto` has, which the draft was to go on top of.
 */
export async function openConflict(context: WorkspaceContext, path: string, onto?: Oid): Promise<ConflictTexts> {
  const draft = await context.drafts.get(path);
  const baseOid = draft?.baseOid ?? null;
  const renamedTo = onto === undefined ? await whereRenamed(context, path, baseOid) : null;
  const head = await readTheirs(context, renamedTo ?? path, onto);
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
    theirChange:
      onto === undefined ? (files.find((file) => file.path === (renamedTo ?? path))?.lastChange ?? null) : null,
    renamedTo,
  };
}

function readTheirs(context: WorkspaceContext, path: string, onto: Oid | undefined): Promise<HeadText | undefined> {
  return onto === undefined ? readHeadText(context, path) : readTextAt(context, onto, path);
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
 * the branch has gained since is merged when it is published. Null lets go of the draft. Returns that name. `onto` as it was opened.
 */
export function resolveConflict(
  context: WorkspaceContext,
  path: string,
  settled: SettledConflict,
  onto?: Oid,
): Promise<string> {
  return context.exclusive(async () => {
    const stored = await context.drafts.get(path);
    const renamed = onto === undefined ? await whereRenamed(context, path, stored?.baseOid ?? null) : null;
    const place = renamed ?? path;
    // What was decided about went elsewhere meanwhile: published, discarded, or under another name.
    if (stored === undefined && settled.mine === null) return place;
    const head = await readTheirs(context, place, onto);
    const updatedAt = context.clock.now();
    const settle = (now: Draft | undefined): Draft | null => settleDraft(now, { ...settled, place, head, updatedAt });
    if (stored !== undefined && stored.text !== head?.text && settle(stored) === null)
      await keepDiscarded(context, path);
    if (place === path) await context.drafts.update(path, settle);
    else {
      // The new name may have a draft already, which nobody was asked about.
      const draft = settle(stored);
      if (draft !== null) await putOrJoin(context, draft);
      if (stored !== undefined) await endUnlessWrittenOn(context, stored);
    }
    if (stored !== undefined) await endDeletionWith(context, stored);
    context.bases.set(place, settled.theirOid);
    return place;
  });
}

/** A decision, and where its draft goes. */
interface Decision extends SettledConflict {
  readonly place: string;
  /** What the branch has there now. */
  readonly head: HeadText | undefined;
  readonly updatedAt: number;
}

/** What a decision makes of the draft that is stored `now`; null when it is let go. */
function settleDraft(now: Draft | undefined, { text, theirOid, mine, place, head, updatedAt }: Decision): Draft | null {
  const isTheirs = text === null || text === head?.text;
  const decided = text ?? head?.text ?? '';
  // What another tab has written since the person saw the conflict is not decided about.
  const more = now === undefined || now.text === mine ? undefined : now.text;
  if (isTheirs && more === undefined) return null;
  return {
    path: place,
    text: more === undefined ? decided : joinMerged({ base: mine ?? '', mine: decided, theirs: more }),
    baseOid: isTheirs ? (head?.oid ?? null) : theirOid,
    updatedAt,
    ...(now?.formerPath === undefined ? {} : { formerPath: now.formerPath }),
  };
}

/** Where a post was renamed here and its draft was let go, the old name stays: what it is deleted for is gone. */
async function endDeletionWith({ drafts }: WorkspaceContext, { path, formerPath }: Draft): Promise<void> {
  if (formerPath === undefined || (await drafts.get(path)) !== undefined) return;
  const old = await drafts.files.get(formerPath);
  if (old?.kind === 'deleted' && old.renamedTo === path) await drafts.delete(formerPath, old);
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
