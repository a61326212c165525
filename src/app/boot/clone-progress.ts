import { assertNever } from '#base';

/** What the workspace reports while it clones. */
export interface CloneProgress {
  readonly phase: 'connecting' | 'receiving' | 'storing' | 'reading';
  readonly receivedBytes: number;
  readonly objects: number;
  readonly totalObjects?: number;
}

/** The progress as people read it; `share` is from 0 to 1, undefined while it can't be known. */
export interface CloneProgressWords {
  readonly phase: string;
  readonly detail: string;
  readonly share: number | undefined;
}

/** Puts a clone's progress into words. */
export function describeCloneProgress(progress: CloneProgress): CloneProgressWords {
  const { objects, totalObjects } = progress;
  const counted =
    totalObjects === undefined ? `${count(objects)} objects` : `${count(objects)} of ${count(totalObjects)} objects`;
  return {
    phase: phaseWords(progress.phase),
    detail: progress.phase === 'connecting' ? '' : `${formatBytes(progress.receivedBytes)} · ${counted}`,
    share: totalObjects === undefined || totalObjects === 0 ? undefined : Math.min(1, objects / totalObjects),
  };
}

function phaseWords(phase: CloneProgress['phase']): string {
  switch (phase) {
    case 'connecting':
      return 'Asking the server…';
    case 'receiving':
      return 'Receiving the repository…';
    case 'storing':
      return 'Storing it in this browser…';
    case 'reading':
      return 'Reading the posts…';
    default:
      return assertNever(phase);
  }
}

function count(value: number): string {
  return value.toLocaleString('en');
}

/** A size in the unit that suits it: "812 bytes", "3.4 KB", "12.0 MB". */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes} bytes`;
  if (bytes < 1_000_000) return `${(bytes / 1000).toFixed(1)} KB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}
