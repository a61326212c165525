import type { WorkspaceContext } from '../workspace-context.ts';
import type { History } from './history.ts';

/** What looking back needs comes when someone looks back. */
const load = () => import('./history-use-cases.ts');

/** The past of one workspace. */
export function createHistory(context: WorkspaceContext): History {
  return {
    bringBack: async (path, lost) => (await load()).bringBack(context, path, lost),
  };
}
