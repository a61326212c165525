import type { ErrorCode } from '#base';
import type { Workspace } from '#workspace';
import type { StatusLine } from '../shell/status-line.ts';

/** Failures that pass by themselves; after any other the person has to do something first. */
const passing = new Set<ErrorCode>(['offline', 'cut-off', 'rate-limited', 'server-error']);

/**
 * Pushes commits that wait from earlier, when the remote was just reached. After the host has said no, it waits until the
 * person publishes again.
 */
export class OutboxPusher {
  readonly #workspace: Workspace;
  readonly #statusLine: StatusLine;
  #isHeldBack = false;

  constructor(workspace: Workspace, statusLine: StatusLine) {
    this.#workspace = workspace;
    this.#statusLine = statusLine;
  }

  async push(): Promise<void> {
    const { outboxLength, activity } = this.#workspace.status();
    if (outboxLength === 0) this.#isHeldBack = false;
    if (outboxLength === 0 || activity === 'publishing' || this.#isHeldBack) return;
    const outcome = await this.#workspace.publish({ paths: [], message: '', author: { name: '', email: '' } });
    if (outcome.kind === 'published' || outcome.kind === 'conflict') this.#statusLine.note(outcome.kind);
    else if (outcome.kind === 'failed') this.#isHeldBack = !passing.has(outcome.error.code);
    else this.#isHeldBack = outcome.kind !== 'nothing-to-publish';
  }
}
