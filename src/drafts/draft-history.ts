import { addMoment, thin } from './add-moment.ts';
import type { DraftHistory, DraftMoment, DraftStep } from './draft-moment.ts';

/** Where moments are kept. */
export interface MomentShelf {
  read(path: string): Promise<readonly DraftMoment[]>;
  /** Puts what `change` makes of a post's moments in one step; nothing when it gives the same array back. */
  update(path: string, change: (moments: readonly DraftMoment[]) => readonly DraftMoment[]): Promise<void>;
  paths(): Promise<readonly string[]>;
}

/** The past of drafts over any shelf. */
export function createDraftHistory(shelf: MomentShelf): DraftHistory {
  return {
    read: (path) => shelf.read(path),
    record: (path, step) => shelf.update(path, (moments) => addMoment(withoutMark(moments, step.text), step)),
    discard: (path, step, from) =>
      shelf.update(path, (moments) => addMoment(moments, step).map((moment) => discardedAs(moment, step, from))),
    async discarded() {
      const found: (DraftMoment & { readonly path: string })[] = [];
      for (const path of await shelf.paths()) {
        for (const moment of await shelf.read(path))
          if (moment.discardedAt !== undefined) found.push({ ...moment, path });
      }
      return found.sort((a, b) => (b.discardedAt ?? 0) - (a.discardedAt ?? 0));
    },
    async expire(now) {
      for (const path of await shelf.paths()) {
        await shelf.update(path, (moments) => {
          const kept = thin(moments, now);
          return kept.length === moments.length ? moments : kept;
        });
      }
    },
  };
}

/** Who writes on from a discarded text, or restores it, has it back. */
function withoutMark(moments: readonly DraftMoment[], text: string): readonly DraftMoment[] {
  if (!moments.some((moment) => moment.text === text && moment.discardedAt !== undefined)) return moments;
  return moments.map((moment) => {
    if (moment.text !== text) return moment;
    const { discardedAt: _, discardedFrom: __, ...rest } = moment;
    return rest;
  });
}

function discardedAs(moment: DraftMoment, { text, time }: DraftStep, from: string | null): DraftMoment {
  return moment.text === text ? { ...moment, discardedAt: time, discardedFrom: from } : moment;
}
