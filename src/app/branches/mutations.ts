import { GalleyError } from '#base';
import type { BranchRow } from '#workspace';
import { mutationOptions } from '@tanstack/react-query';
import type { AppServices } from '../app-services.ts';
import { chooseBranch } from './chosen-branch.ts';

/** Brings a branch here and loads the page on it, once all that was typed on this one is stored. */
export function switchBranchMutation({ workspace, leftSessions }: AppServices) {
  return mutationOptions({
    mutationFn: async ({ name, isFirst, isHere }: Pick<BranchRow, 'name' | 'isFirst' | 'isHere'>) => {
      if (!isHere) {
        const opened = await workspace.openBranch(name);
        if (opened.kind === 'failed') throw opened.error;
      }
      if (!(await leftSessions.flush()))
        throw new GalleyError('out-of-storage', 'What was typed last could not be stored');
      try {
        chooseBranch(workspace.repository.url, isFirst ? '' : name);
      } catch (error) {
        throw new GalleyError('storage-blocked', 'The chosen branch can not be remembered', { cause: error });
      }
      window.location.reload();
    },
  });
}

/** Makes a branch; a refusal is told in its outcome. */
export function createBranchMutation({ workspace }: AppServices) {
  return mutationOptions({ mutationFn: (name: string) => workspace.createBranch(name) });
}
