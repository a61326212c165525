import type { Clock } from '#base';
import type { Workspace, WorkspaceStatus } from '#workspace';
import type { StatusLine } from '../shell/status-line.ts';
import type { Store } from '../store.ts';

/** How soon what did not work is tried again, in milliseconds. */
const pause = 60_000;
/** Browsers can't wait longer than 24 days at once. */
const longest = 86_400_000;

export interface DueParts {
  readonly workspace: Pick<Workspace, 'identity'> & { readonly reviews: Pick<Workspace['reviews'], 'publishDue'> };
  readonly clock: Clock;
  readonly status: Store<WorkspaceStatus>;
  readonly statusLine: StatusLine;
}

/** Publishes reviews when their date comes while this tab is open, in sight or not. */
export function publishWhenDue({ workspace, clock, status, statusLine }: DueParts): void {
  let cancel = (): void => undefined;
  let awaited: number | null = null;
  let isBusy = false;
  /** What the host refuses to this person, or a rule of the site does: others may, and asking again does not help. */
  const refused = new Set<string>();
  const publish = async (): Promise<void> => {
    const author = await workspace.identity();
    if (author === undefined) return;
    for (const { kind, id } of await workspace.reviews.publishDue({ author, except: refused })) {
      if (kind === 'published') statusLine.note('published');
      if (kind === 'refused' || kind === 'not-allowed') refused.add(id);
    }
  };
  const wait = (delay: number): void => {
    cancel();
    cancel = clock.schedule(comes, Math.min(delay, longest));
  };
  const comes = (): void => {
    const { nextDue } = status.get();
    if (nextDue === null || isBusy) return;
    if (nextDue > clock.now()) {
      wait(nextDue - clock.now());
      return;
    }
    isBusy = true;
    publish()
      .catch((error: unknown) => reportError(error))
      .finally(() => {
        isBusy = false;
        const { nextDue: next } = status.get();
        wait(next !== null && next > clock.now() ? next - clock.now() : pause);
      });
  };
  const follow = (): void => {
    const { nextDue } = status.get();
    if (nextDue === awaited) return;
    awaited = nextDue;
    if (nextDue === null) cancel();
    else wait(Math.max(0, nextDue - clock.now()));
  };
  status.subscribe(follow);
  follow();
}
