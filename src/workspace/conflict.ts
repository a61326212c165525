import { GalleyError } from '#base';
import { readBaseText, readHeadText } from './head-text.ts';
import { mergePieces } from './merge-text.ts';
import type { WorkspaceContext } from './workspace-context.ts';
import type { ConflictTexts, MergePiece } from './workspace.ts';

/** The three texts of a post that was changed here and on the remote, and what is known of the other change. */
export async function openConflict(context: WorkspaceContext, path: string): Promise<ConflictTexts> {
  const draft = await context.drafts.get(path);
  const head = await readHeadText(context, path);
  const baseOid = draft?.baseOid ?? null;
  const base = (await readBaseText(context, baseOid)) ?? null;
  const [mine, theirs] = [draft?.text ?? null, head?.text ?? null];
  const { files } = await context.git.listFiles();
  const renamed = head === undefined && baseOid !== null ? files.find(({ oid }) => oid === baseOid) : undefined;
  return {
    path,
    base,
    theirs,
    mine,
    pieces: base === null || mine === null || theirs === null ? [] : piecesOf({ base, mine, theirs }),
    theirChange: (renamed ?? files.find((file) => file.path === path))?.lastChange ?? null,
    renamedTo: renamed?.path ?? null,
  };
}

function piecesOf(texts: Readonly<Record<'base' | 'mine' | 'theirs', string>>): readonly MergePiece[] {
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

/** Makes `text` the draft on top of the branch as it is now; null lets go of the draft and keeps the branch's version. */
export function resolveConflict(context: WorkspaceContext, path: string, text: string | null): Promise<void> {
  return context.exclusive(async () => {
    const head = await readHeadText(context, path);
    const baseOid = head?.oid ?? null;
    if (text === null || text === head?.text) await context.drafts.delete(path);
    else await context.drafts.put({ path, text, baseOid, updatedAt: context.clock.now() });
    context.bases.set(path, baseOid);
  });
}

/** Makes the draft of `path` one of `to`, on the same base. Throws `not-found` when there is no draft, `invalid-input` when `to` has one. */
export function moveDraft(context: WorkspaceContext, path: string, to: string): Promise<void> {
  return context.exclusive(async () => {
    const draft = await context.drafts.get(path);
    if (draft === undefined) throw new GalleyError('not-found', 'There is no draft to move', { data: { path } });
    if ((await context.drafts.get(to)) !== undefined)
      throw new GalleyError('invalid-input', 'The renamed post has unpublished changes of its own', {
        data: { path: to },
      });
    await context.drafts.put({ ...draft, path: to });
    await context.drafts.delete(path);
  });
}
