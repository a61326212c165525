import { Store } from '../store.ts';

/** The last thing that happened to the person's work in this tab. */
export type WorkEvent = 'none' | 'typing' | 'saved' | 'not-saved' | 'published' | 'sent-for-review' | 'conflict';

/** Remembers the last thing that happened to the person's work, for the status words. */
export class StatusLine {
  readonly last = new Store<WorkEvent>('none');

  note(event: WorkEvent): void {
    this.last.set(event);
  }
}
