import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const pending: (() => Promise<void>)[] = [];

/** Has `undo` run when the test file is done, the newest first. */
export function atEnd(undo: () => Promise<void>): void {
  pending.push(undo);
}

/** Undoes it. Each test file does so at its end (`undo-at-end.ts`). */
export async function undoAll(): Promise<void> {
  for (let undo = pending.pop(); undo !== undefined; undo = pending.pop()) await undo();
}

/** A new empty folder that goes away when the test file is done. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'galley-test-'));
  atEnd(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
  return folder;
}
