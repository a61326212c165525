import { GalleyError } from '#base';
import { mutationOptions } from '@tanstack/react-query';
import type { AppServices } from '../app-services.ts';
import { chooseRepository } from './known-repositories.ts';

/** Loads the page on another repository, '' to choose one, once all that was typed in this one is stored. */
export function switchRepositoryMutation(
  { leftSessions }: Pick<AppServices, 'leftSessions'>,
  reload: () => void = reloadAtStart,
) {
  return mutationOptions({
    mutationFn: async (url: string) => {
      if (!(await leftSessions.flush()))
        throw new GalleyError('out-of-storage', 'What was typed last could not be stored');
      chooseRepository(url);
      reload();
    },
  });
}

/** The screen in the address is one of the repository that is left. */
function reloadAtStart(): void {
  window.history.replaceState(null, '', window.location.pathname);
  window.location.reload();
}
