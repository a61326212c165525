import type { FileChoices, PublishOutcome } from '#workspace';
import { mutationOptions } from '@tanstack/react-query';
import type { AppServices } from '../app-services.ts';
import type { Identity } from '../settings/identity.ts';

/** What the dialog asks for. */
export interface PublishOrder {
  readonly paths: readonly string[];
  readonly message: string;
  readonly author: Identity;
  /** True when the author was typed just now and is to be kept. */
  readonly keepAuthor: boolean;
  /** Whose version stays of files that both sides changed. */
  readonly choices?: FileChoices;
}

/**
 * Commits and pushes. Given the same order again after a failure it commits only what is still a draft, so that a
 * commit that was made already is pushed and not made twice.
 */
export function publishMutation({ workspace, leftSessions }: AppServices) {
  return mutationOptions({
    mutationFn: async (order: PublishOrder): Promise<PublishOutcome> => {
      await leftSessions.settled();
      if (order.keepAuthor) await workspace.setIdentity(order.author);
      const { drafts } = await workspace.listChanges();
      const waiting = new Set(drafts.map((draft) => draft.path));
      return workspace.publish({
        paths: order.paths.filter((path) => waiting.has(path)),
        message: order.message,
        author: order.author,
        ...(order.choices === undefined ? {} : { choices: order.choices }),
      });
    },
  });
}
