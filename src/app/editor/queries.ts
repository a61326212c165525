import { queryOptions } from '@tanstack/react-query';
import type { AppServices } from '../app-services.ts';
import { postKeys } from '../posts/queries.ts';
import type { DraftMoment, Workspace } from '#workspace';
import { laterCode } from '../later-parts.ts';
import { PostSession } from './post-session.ts';
import { remoteChangeKeys } from './remote-change-keys.ts';

/** What waits to be published of the post at `path`, or null. Asked anew each time: what is shown must not change its mind meanwhile. */
export function draftOfQuery(workspace: Workspace, path: string) {
  return queryOptions({
    queryKey: ['draft-of', path],
    queryFn: async () => (await workspace.listChanges()).drafts.find((draft) => draft.path === path) ?? null,
    gcTime: 0,
  });
}

/** Opens the post at `path` for editing. Each visit opens it anew, after all that was left elsewhere is stored. */
export function sessionQuery({ workspace, clock, statusLine, leftSessions }: AppServices, path: string) {
  return queryOptions({
    queryKey: postKeys.open(path),
    queryFn: async () =>
      (await leftSessions.takeUnsaved(path)) ??
      new PostSession(await workspace.openPost(path), { workspace, clock, statusLine }),
    gcTime: 0,
    structuralSharing: false,
  });
}

/** What others changed in a post since its draft was begun. */
export function remoteChangeQuery(workspace: Workspace, path: string) {
  return queryOptions({ queryKey: remoteChangeKeys.of(path), queryFn: () => workspace.remoteChange(path), gcTime: 0 });
}

const fetchDiff = laterCode(() => import('../changes/diff-lines.ts'));

/** The texts that the post had in this browser. Asked again with each draft that is stored. */
export function draftMomentsQuery(workspace: Workspace, path: string) {
  return queryOptions({
    queryKey: remoteChangeKeys.moments(path),
    queryFn: () => workspace.draftMoments(path),
    gcTime: 0,
  });
}

/** What has changed since an earlier draft, as lines of a diff. */
export function draftDiffQuery(session: PostSession, moment: DraftMoment) {
  return queryOptions({
    queryKey: [...remoteChangeKeys.moments(session.path), moment.id, 'diff'],
    queryFn: async () => {
      const [{ diffLines }, now] = await Promise.all([fetchDiff(), session.readText()]);
      return diffLines(moment.text, now);
    },
    gcTime: 0,
  });
}
