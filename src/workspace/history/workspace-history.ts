import type { WorkspaceContext } from '../workspace-context.ts';
import type { History } from './history.ts';

/** What looking back needs comes when someone looks back. */
const load = () => import('./history-use-cases.ts');

/** The past of one workspace. */
export function createHistory(context: WorkspaceContext): History {
  return {
    bringBack: async (path, lost) => (await load()).bringBack(context, path, lost),
    activity: async (limit) => (await load()).readActivity(context, limit),
    deletedPosts: async (limit) => (await load()).listDeletedPosts(context, limit),
    restoreDeleted: async (post) => (await load()).restoreDeleted(context, post),
    undoCommit: async (commit) => (await load()).undoCommit(context, commit),
    passageWriters: async (path) => (await load()).passageWriters(context, path),
    findPassage: async (path, words) => (await load()).findPassageOf(context, path, words),
  };
}
