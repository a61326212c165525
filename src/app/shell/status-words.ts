import { assertNever } from '#base';
import type { WorkspaceStatus } from '#workspace';
import type { WorkEvent } from './status-line.ts';

/** The words of the status region on the person's work; empty when there is nothing to say. */
export function workWords(status: WorkspaceStatus, last: WorkEvent): string {
  if (status.activity === 'publishing') return 'Publishing…';
  switch (last) {
    case 'typing':
      return 'Saving…';
    case 'saved':
      return savedWords(status);
    case 'not-saved':
      return 'Not saved';
    case 'published':
      return 'Published';
    case 'sent-for-review':
      return 'Sent for review';
    case 'conflict':
      return 'Conflict';
    case 'none':
      if (status.outboxLength > 0) return 'Committed';
      return status.draftCount > 0 ? savedWords(status) : '';
    default:
      return assertNever(last);
  }
}

function savedWords(status: WorkspaceStatus): string {
  return status.durable ? 'Saved in this browser' : 'Kept in this tab only';
}
